package sdde.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sdde.config.UserError;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;

/** Makes the database anew from {@code runs/}: beside the old one, which it replaces only when it is whole. */
public final class Rebuild {
    private final Home home;
    private final Evaluation evaluation;
    private final List<String> skipped = new ArrayList<>();

    private Rebuild(Home home, Evaluation evaluation) {
        this.home = home;
        this.evaluation = evaluation;
    }

    /**
     * What was made.
     *
     * @param runs that have a folder
     * @param skipped folders and plans that could not be read, each with its reason
     */
    public record Summary(int sweeps, int runs, List<String> skipped) {
        public Summary {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Gives the same rows that were recorded while the sweeps ran, but for the outbox. Only the plans say on which sets a
     * run is evaluated: a run of no plan gets no measurements.
     *
     * @throws sdde.config.UserError if another program has the database open
     */
    public static Summary run(Home home, Evaluation evaluation) {
        Rebuild rebuild = new Rebuild(home, evaluation);
        Address address = Address.of(home);
        if (address.file() == null) {
            return rebuild.inPlace(address);
        }
        Connections.refuseIfInUse(home.database());
        return rebuild.run();
    }

    /** Fills an empty database. */
    static Summary into(Database empty, Home home, Evaluation evaluation) {
        return new Rebuild(home, evaluation).fill(empty);
    }

    /** A server's tables cannot be replaced by renaming a file. */
    private Summary inPlace(Address address) {
        try (Database database = Database.open(address)) {
            database.clear();
            return fill(database);
        }
    }

    private Summary run() {
        Path beside = home.database().resolveSibling("results.db.rebuild");
        try {
            Files.deleteIfExists(Connections.file(beside));
            Summary summary;
            try (Database database = Database.open(Address.of(beside))) {
                summary = fill(database);
            }
            Files.move(
                    Connections.file(beside),
                    Connections.file(home.database()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + Connections.file(home.database()), e);
        }
    }

    private Summary fill(Database database) {
        Map<RunId, Map<String, EvalSet>> sets = new LinkedHashMap<>();
        List<String> sweeps = Plans.sweeps(home);
        for (String sweep : sweeps) {
            for (FrozenPlan plan : plans(sweep)) {
                database.recordPlan(plan);
                plan.members().forEach(member -> member.evalSets()
                        .forEach(set -> sets.computeIfAbsent(member.id(), id -> new LinkedHashMap<>())
                                .put(set.name(), set)));
            }
        }
        List<RunFiles> runs = Plans.entries(home.runs()).stream()
                .filter(folder -> folder.getFileName().toString().matches("[0-9a-f]{16}"))
                .map(RunFiles::new)
                .toList();
        int recorded = InOrder.count(
                runs,
                run -> Database.measured(
                        run, sets.getOrDefault(Database.id(run), Map.of()).values(), evaluation),
                (run, measured) -> record(database, run, measured));
        return new Summary(sweeps.size(), recorded, skipped);
    }

    private List<FrozenPlan> plans(String sweep) {
        try {
            return Plans.of(home, sweep);
        } catch (UncheckedIOException e) {
            skipped.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private boolean record(Database database, RunFiles run, Supplier<List<Measurement>> measured) {
        try {
            database.recordRun(run);
            database.recordMeasurements(Database.id(run), measured.get());
            return true;
        } catch (UncheckedIOException | IllegalArgumentException | UserError e) {
            skipped.add(run.folder() + ": " + e.getMessage());
            return false;
        }
    }
}
