package sdde.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.Options;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.schedule.HomeLock;
import sdde.store.Database;
import sdde.store.Plans;

/** Removes a run, or a sweep with the runs that no other sweep has. */
final class RmCommand implements Command {
    @Override
    public String name() {
        return "rm";
    }

    @Override
    public String summary() {
        return "removes a run, or a sweep with its report and the runs that no other sweep has";
    }

    @Override
    public String arguments() {
        return "RUN|SWEEP";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home()).addOption(Confirmation.option());
    }

    @Override
    public String examples() {
        return """
                sweep rm 3f2a91c4             # a run, by the first digits of its id
                sweep rm lambda-grid --yes    # a sweep, by its name
                """;
    }

    @Override
    public int run(Invocation invocation) {
        String given = invocation.onlyArgument("a run or a sweep");
        Home home = invocation.home();
        try (HomeLock lock = HomeLock.take(home, "sweep rm " + given)) {
            boolean run = given.matches("[0-9a-f]{4,16}")
                    && !Plans.sweeps(lock.home()).contains(given);
            return run ? removeRun(invocation, home, given) : removeSweep(invocation, home, given);
        }
    }

    private static int removeRun(Invocation invocation, Home home, String given) {
        RunFiles run = KnownRun.find(given, home);
        String id = run.folder().getFileName().toString();
        long bytes = Leftovers.bytes(run.folder());
        invocation.console().line("run %s, %s".formatted(id, Leftovers.words(bytes)));
        if (Confirmation.given(invocation, "remove it?")) {
            Leftovers.delete(run.folder());
            forget(home, List.of(id));
            invocation.console().line("removed; a sweep that has it trains it again at its next start");
        }
        return Main.OK;
    }

    private static int removeSweep(Invocation invocation, Home home, String given) {
        String sweep = KnownSweep.find(given, home).sweep();
        Set<String> own = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        for (String name : Plans.sweeps(home)) {
            for (FrozenPlan plan : Plans.of(home, name)) {
                plan.members().forEach(member -> (name.equals(sweep) ? own : others)
                        .add(member.id().hex()));
            }
        }
        int shared = own.size();
        own.removeAll(others);
        own.retainAll(KnownRun.ids(home));
        long bytes = own.stream()
                .mapToLong(id -> Leftovers.bytes(home.runs().resolve(id)))
                .sum();
        invocation
                .console()
                .line("sweep %s: its plans, its report, and %d runs (%s) of its %d that no other sweep has"
                        .formatted(sweep, own.size(), Leftovers.words(bytes), shared));
        if (Confirmation.given(invocation, "remove them?")) {
            Leftovers.delete(home.plans(sweep));
            own.forEach(id -> Leftovers.delete(home.runs().resolve(id)));
            Leftovers.delete(home.reports().resolve(sweep));
            if (hasDatabase(home)) {
                try (Database database = Database.open(home)) {
                    database.removeSweep(sweep);
                }
            }
            forget(home, new ArrayList<>(own));
            invocation.console().line("removed");
        }
        return Main.OK;
    }

    /** Takes the rows of runs out whose folders are gone; names that are no ids are passed over. */
    static void forget(Home home, List<String> ids) {
        if (!hasDatabase(home)) {
            return;
        }
        try (Database database = Database.open(home)) {
            ids.stream().filter(id -> id.matches("[0-9a-f]{16}")).forEach(id -> database.removeRun(new RunId(id)));
        }
    }

    private static boolean hasDatabase(Home home) {
        return Files.exists(home.database().resolveSibling("results.db.mv.db"));
    }
}
