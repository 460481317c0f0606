package sdde.store;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.run.RunState;

/**
 * What the folders of a home say and its database does not. A file that was cut off may open as an older state of itself, and
 * run folders may have been copied in: neither looks like damage, so what has to be there is looked up.
 */
public final class Gaps {
    private final Home home;
    private final Database database;

    private Gaps(Home home, Database database) {
        this.home = home;
        this.database = database;
    }

    /** Plans and runs that the database lacks, or of which it lacks rows; nobody may be writing to the home. */
    public static int count(Home home, Database database) {
        Gaps gaps = new Gaps(home, database);
        return gaps.plans().size() + gaps.runs().size();
    }

    /**
     * Reads what the database lacks. The home's lock must be held.
     *
     * @param besides runs that are recorded by somebody else
     * @return what was read; its {@code sweeps} are plans
     */
    public static Rebuild.Summary fill(Home home, Database database, Set<RunId> besides, Evaluation evaluation) {
        return new Gaps(home, database).fill(besides, evaluation);
    }

    private Rebuild.Summary fill(Set<RunId> besides, Evaluation evaluation) {
        List<String> skipped = new ArrayList<>();
        int plans = 0;
        for (Path file : plans()) {
            Optional<FrozenPlan> plan = Json.readIfWhole(file, FrozenPlan.class);
            plan.ifPresent(database::recordPlan);
            plans += plan.isPresent() ? 1 : 0;
        }
        List<RunId> runs = runs().stream().filter(run -> !besides.contains(run)).toList();
        Map<RunId, Collection<EvalSet>> sets = runs.isEmpty() ? Map.of() : sets();
        int read = 0;
        for (RunId run : runs) {
            RunFiles files = RunFiles.of(home.runs(), run);
            try {
                database.record(files, List.copyOf(sets.getOrDefault(run, List.of())), evaluation);
                read++;
            } catch (UncheckedIOException | IllegalArgumentException e) {
                skipped.add(files.folder() + ": " + e.getMessage());
            }
        }
        return new Rebuild.Summary(plans, read, skipped);
    }

    /** Files of plans that the database does not know; a plan's file is called by its hash. */
    private List<Path> plans() {
        Set<List<String>> known = database.plans();
        List<Path> missing = new ArrayList<>();
        for (String sweep : Plans.sweeps(home)) {
            Plans.entries(home.plans(sweep)).stream()
                    .filter(file -> file.getFileName().toString().matches("[0-9a-f]{16}\\.json"))
                    .filter(file -> !known.contains(
                            List.of(sweep, file.getFileName().toString().substring(0, 16))))
                    .filter(file -> Json.readIfWhole(file, FrozenPlan.class).isPresent())
                    .forEach(missing::add);
        }
        return missing;
    }

    private Set<RunId> runs() {
        Map<RunId, RunState> known = database.states();
        RunFolders ledger = new RunFolders(home.runs());
        Predicate<RunId> isNews = run -> {
            RunState said = known.get(run);
            if (said != null && said.isFinished()) {
                return false;
            }
            RunState is = ledger.state(run);
            return said == null ? Files.exists(RunFiles.of(home.runs(), run).run()) : is.isTerminal() && is != said;
        };
        Set<RunId> runs = Plans.entries(home.runs()).stream()
                .map(folder -> folder.getFileName().toString())
                .filter(name -> name.matches("[0-9a-f]{16}"))
                .map(RunId::new)
                .filter(isNews)
                .collect(Collectors.toCollection(TreeSet::new));
        database.unmeasured().forEach((run, sets) -> {
            RunFiles files = RunFiles.of(home.runs(), run);
            if (Files.exists(files.result()) && sets.stream().anyMatch(set -> Files.exists(files.predictions(set)))) {
                runs.add(run);
            }
        });
        return runs;
    }

    /** Of every run, those of all its plans. */
    private Map<RunId, Collection<EvalSet>> sets() {
        Map<RunId, Map<String, EvalSet>> byName = new LinkedHashMap<>();
        for (String sweep : Plans.sweeps(home)) {
            for (Path file : Plans.entries(home.plans(sweep))) {
                if (file.toString().endsWith(".json")) {
                    Json.readIfWhole(file, FrozenPlan.class)
                            .map(FrozenPlan::members)
                            .orElse(List.of())
                            .forEach(member -> member.evalSets()
                                    .forEach(set -> byName.computeIfAbsent(member.id(), id -> new LinkedHashMap<>())
                                            .put(set.name(), set)));
                }
            }
        }
        Map<RunId, Collection<EvalSet>> sets = new LinkedHashMap<>();
        byName.forEach((run, named) -> sets.put(run, named.values()));
        return sets;
    }
}
