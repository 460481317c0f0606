package sdde.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.data.Split;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Overlaps;
import sdde.store.Plans;

/**
 * {@code sweep data check A [B…]}: images and classes that A, which is trained on, has in common with what it is asked about;
 * {@code sweep data check --sweep S}: the same of all sets of a sweep, kept for its report.
 */
final class DataCheck {
    static final String SWEEP = "sweep";

    private DataCheck() {}

    static int run(Invocation invocation, List<String> names) {
        String sweep = invocation.line().getOptionValue(SWEEP);
        if (sweep != null) {
            if (!names.isEmpty()) {
                throw new UserError(
                        "expected either data sets or --sweep, got both: %s and %s".formatted(names, sweep));
            }
            return ofSweep(invocation, plan(sweep, invocation));
        }
        if (names.isEmpty()) {
            throw new UserError(
                    "expected the data set that is trained on, then those it is compared with, or --sweep SWEEP, after 'data check'; known: "
                            + Datasets.REGISTRY.names());
        }
        SetComparison comparison = new SetComparison(Datasets.REGISTRY.defaults(names.get(0)), names.get(0), "");
        comparison.ownSplit(Split.VALIDATION);
        comparison.ownSplit(Split.TEST);
        for (String other : names.subList(1, names.size())) {
            comparison.with(Datasets.REGISTRY.defaults(other), other + "/test", Split.TEST);
        }
        comparison.print(invocation.console());
        return Main.OK;
    }

    private static int ofSweep(Invocation invocation, FrozenPlan plan) {
        Console console = invocation.console();
        List<Overlaps.Pair> pairs = SetComparison.all(plan, console);
        if (Overlaps.keep(invocation.home(), plan.sweep(), pairs)) {
            console.line("kept for the report: bin/sweep report " + plan.sweep());
        } else {
            console.line("sweep %s was not started here: its report will not show this".formatted(plan.sweep()));
        }
        return Main.OK;
    }

    /** A file, else a sweep that was started, by its name, else the file of that name under {@code sweeps/}. */
    private static FrozenPlan plan(String given, Invocation invocation) {
        Home home = invocation.home();
        Path file = invocation.program().folder().resolve(given);
        boolean started = Plans.sweeps(home).contains(given);
        return started && !Files.isRegularFile(file)
                ? KnownSweep.find(given, home)
                : Planning.plan(SweepFile.find(given, invocation.program()), invocation)
                        .freeze(0);
    }
}
