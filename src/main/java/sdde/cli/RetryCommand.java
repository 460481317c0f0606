package sdde.cli;

import java.nio.file.Path;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.run.RunFolders;
import sdde.run.RunState;

/** Tries runs again that failed, and nothing else. */
final class RetryCommand implements Command {
    private static final String FAILED = "failed";

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String summary() {
        return "tries the failed runs of a sweep again, and only these; the plain command tries them too";
    }

    @Override
    public String arguments() {
        return "FILE";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.data())
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.devices())
                .addOption(CommonOptions.executor())
                .addOption(CommonOptions.flag(FAILED, "runs of which no attempt succeeded; diverged ones are results"));
    }

    @Override
    public String examples() {
        return "sweep retry lambda_grid.yaml --failed";
    }

    @Override
    public int run(Invocation invocation) throws Exception {
        if (!invocation.has(FAILED)) {
            throw new UserError("say which runs: sweep retry FILE --failed");
        }
        Path file = SweepFile.find(invocation.onlyArgument("a sweep file"), invocation.program());
        RunFolders folders = new RunFolders(invocation.home().runs());
        return RunCommand.start(invocation, file, member -> folders.state(member.id()) == RunState.FAILED);
    }
}
