package sdde.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.run.RunFiles;

/** Prints what the worker of a run wrote. */
final class LogsCommand implements Command {
    private static final String FOLLOW = "follow";
    private static final String ATTEMPT = "attempt";
    private static final int TICK_MILLISECONDS = 300;

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public String summary() {
        return "prints the log of a run's newest attempt, or follows it while it is written";
    }

    @Override
    public String arguments() {
        return "RUN";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(Option.builder("f")
                        .longOpt(FOLLOW)
                        .desc("go on until the run ends, through all attempts that follow")
                        .build())
                .addOption(CommonOptions.valued(ATTEMPT, "N", "another attempt than the newest"));
    }

    @Override
    public String examples() {
        return """
                sweep logs 3f2a               # the first digits of a run's id
                sweep logs 3f2a -f             # also from one attempt into the next, on this machine or in a cluster
                sweep logs 3f2a --attempt 1
                """;
    }

    @Override
    public int run(Invocation invocation) throws IOException, InterruptedException {
        RunFiles run = KnownRun.find(invocation.onlyArgument("a run"), invocation.home());
        List<Integer> numbers = run.attemptNumbers();
        if (numbers.isEmpty()) {
            throw new UserError("run " + run.folder().getFileName() + " has no attempt yet");
        }
        int number = invocation.number(ATTEMPT, numbers.get(numbers.size() - 1), 1, Integer.MAX_VALUE);
        if (!numbers.contains(number)) {
            throw new UserError("there is no attempt %d; the run has %s".formatted(number, numbers));
        }
        RunFiles attempt = run.attempt(number);
        if (!invocation.has(FOLLOW)) {
            if (!Files.exists(attempt.log())) {
                throw new UserError("attempt %d has no log yet".formatted(number));
            }
            print(attempt.log(), 0, invocation.console());
            return Main.OK;
        }
        Following following = new Following(invocation.home(), run);
        follow(following, number, invocation.line().hasOption(ATTEMPT), invocation.console());
        return Main.OK;
    }

    /** @param only not into the attempts that follow */
    private static void follow(Following run, int first, boolean only, Console console)
            throws IOException, InterruptedException {
        int number = first;
        long printed = 0;
        while (true) {
            OptionalInt next = only ? OptionalInt.empty() : run.after(number); // asked first: what was written until
            boolean mayGoOn = only ? run.isAtWork(number) : run.mayGoOn(number); // the end is printed below
            printed = print(run.log(number), printed, console);
            if (next.isPresent()) {
                number = next.getAsInt();
                printed = 0;
                console.line("==> attempt %d <==".formatted(number));
            } else if (!mayGoOn) {
                return;
            } else {
                Thread.sleep(TICK_MILLISECONDS);
            }
        }
    }

    /** @return how far the log has been printed; from its start again if it was cut */
    private static long print(Path log, long from, Console console) throws IOException {
        if (!Files.exists(log)) {
            return from;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = file.length() < from ? 0 : from;
            file.seek(start);
            byte[] chunk = new byte[1 << 16];
            int count = file.read(chunk);
            long printed = start;
            while (count > 0) {
                console.print(new String(chunk, 0, count, StandardCharsets.UTF_8));
                printed += count;
                count = file.read(chunk);
            }
            return printed;
        }
    }
}
