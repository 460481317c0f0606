package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.cli.Options;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.schedule.HomeLock;
import sdde.schedule.Unattended;
import sdde.store.Plans;

/** Removes what no result needs: says what goes and how much, asks, and removes. */
final class GcCommand implements Command {
    private static final String STRANGERS = "strangers";

    @Override
    public String name() {
        return "gc";
    }

    @Override
    public String summary() {
        return "removes what finished runs do not need: old checkpoints, outputs of lost attempts, half-written files, ended batches of a cluster";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.flag(STRANGERS, "also runs that belong to no sweep of this home"))
                .addOption(Confirmation.option());
    }

    @Override
    public String examples() {
        return """
                sweep gc                      # says what would go, asks
                sweep gc --strangers --yes
                """;
    }

    @Override
    public int run(Invocation invocation) {
        invocation.noArguments();
        Home home = invocation.home();
        try (HomeLock lock = HomeLock.take(home, "sweep gc")) {
            List<Leftovers.Item> items = new ArrayList<>(Leftovers.of(lock.home()));
            items.addAll(Leftovers.batches(home, atWork(home)));
            if (invocation.has(STRANGERS)) {
                items.addAll(Leftovers.strangers(home, known(home)));
            }
            if (items.isEmpty()) {
                invocation.console().line("there is nothing to remove in " + home.runs());
                return Main.OK;
            }
            long bytes = items.stream().mapToLong(Leftovers.Item::bytes).sum();
            invocation.console().print(table(items));
            if (Confirmation.given(invocation, "remove %s?".formatted(Leftovers.words(bytes)))) {
                items.forEach(item -> Leftovers.delete(item.path()));
                if (invocation.has(STRANGERS)) {
                    RmCommand.forget(
                            home,
                            items.stream()
                                    .map(item -> item.path().getFileName().toString())
                                    .toList());
                }
                invocation.console().line("removed " + Leftovers.words(bytes));
            }
            return Main.OK;
        }
    }

    /** Attempts that a cluster may still have. */
    private static List<RunFiles> atWork(Home home) {
        List<FrozenPlan> plans = Plans.sweeps(home).stream()
                .flatMap(sweep -> Plans.of(home, sweep).stream())
                .toList();
        return Unattended.of(home, plans).stream().map(Unattended::attempt).toList();
    }

    /** Runs of any plan of any sweep. */
    static Set<String> known(Home home) {
        Set<String> known = new TreeSet<>();
        Plans.sweeps(home).forEach(sweep -> Plans.of(home, sweep).forEach(plan -> plan.members()
                .forEach(member -> known.add(member.id().hex()))));
        return known;
    }

    private static String table(List<Leftovers.Item> items) {
        Map<String, List<Leftovers.Item>> byKind = new TreeMap<>();
        items.forEach(item ->
                byKind.computeIfAbsent(item.what(), kind -> new ArrayList<>()).add(item));
        List<List<String>> rows = new ArrayList<>();
        byKind.forEach((kind, all) -> rows.add(List.of(
                kind,
                Integer.toString(all.size()),
                Leftovers.words(all.stream().mapToLong(Leftovers.Item::bytes).sum()))));
        return TextTable.aligned(List.of("what goes", "number", "size"), rows);
    }
}
