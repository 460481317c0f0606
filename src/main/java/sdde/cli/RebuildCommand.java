package sdde.cli;

import org.apache.commons.cli.Options;
import sdde.evaluate.Evaluator;
import sdde.run.Home;
import sdde.schedule.HomeLock;
import sdde.store.Rebuild;

/** Makes the results database anew from the run folders. */
final class RebuildCommand implements Command {
    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String summary() {
        return "makes the results database anew from runs/, also after copying run folders in";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home());
    }

    @Override
    public String examples() {
        return "sweep rebuild";
    }

    @Override
    public int run(Invocation invocation) {
        invocation.noArguments();
        Home home = invocation.home();
        try (HomeLock lock = HomeLock.take(home, "sweep rebuild")) {
            Rebuild.Summary summary = Rebuild.run(lock.home(), Evaluator::evaluate);
            summary.skipped().forEach(reason -> invocation.console().error("passed over " + reason));
            invocation
                    .console()
                    .line("rebuilt %s from %d runs of %d sweeps"
                            .formatted(
                                    invocation.program().show(home.database()) + ".mv.db",
                                    summary.runs(),
                                    summary.sweeps()));
            return summary.skipped().isEmpty() ? Main.OK : Main.SOME_FAILED;
        }
    }
}
