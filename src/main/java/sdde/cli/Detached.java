package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.cli.Option;
import sdde.config.UserError;
import sdde.run.Home;
import sdde.schedule.HomeLock;

/** Starts the same command in a session of its own, which goes on when the terminal closes. */
final class Detached {
    private static final int PATIENCE_SECONDS = 120;

    private Detached() {}

    /** @param option that is left out of the new command. @return exit code, once the new process holds the home */
    static int start(Invocation invocation, String sweep, String option) {
        Home home = invocation.home();
        HomeLock.refuseIfTaken(home);
        Path log = home.plans(sweep).resolve("console.log");
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(command(invocation, option))
                    .directory(invocation.program().folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            return await(process, home, log, invocation, sweep);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a process in the background", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.STOPPED;
        }
    }

    private static int await(Process process, Home home, Path log, Invocation invocation, String sweep)
            throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            boolean holds = HomeLock.holder(home)
                    .filter(holder -> sweep.equals(holder.sweep()))
                    .isPresent();
            if (holds) {
                invocation
                        .console()
                        .line(
                                "sweep %s runs in the background; its lines go to %s%nwatch it: sweep status %s --watch%s; stop it: sweep stop %s%s"
                                        .formatted(
                                                sweep,
                                                invocation.program().show(log),
                                                sweep,
                                                where(invocation),
                                                sweep,
                                                where(invocation)));
                return Main.OK;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                List<String> said =
                        Arrays.asList(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n"));
                invocation
                        .console()
                        .print(String.join("\n", said.subList(Math.max(0, said.size() - 20), said.size())) + "\n");
                return process.exitValue();
            }
        }
        throw new UserError(
                "the process in the background has not begun within %d s; see %s".formatted(PATIENCE_SECONDS, log));
    }

    /** What to add to a command so that it means the same home. */
    private static String where(Invocation invocation) {
        String home = invocation.line().getOptionValue(CommonOptions.HOME);
        return home == null ? "" : " --home " + home;
    }

    private static List<String> command(Invocation invocation, String option) {
        Program program = invocation.program();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid"); // no signal of the terminal reaches it
        } else {
            command.add("nohup");
        }
        command.addAll(List.of(program.root().resolve("bin/sweep").toString(), "run"));
        command.addAll(invocation.line().getArgList());
        for (Option given : invocation.line().getOptions()) {
            if (!given.getLongOpt().equals(option)) {
                command.add("--" + given.getLongOpt());
                if (given.hasArg()) {
                    command.add(given.getValue());
                }
            }
        }
        return command;
    }
}
