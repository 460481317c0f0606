package sdde.schedule.executor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Slurm's programs. No shell is between, so no name can be more than a name.
 *
 * @param folder where they lie; empty for the PATH
 * @param patience with each call; a controller that is down lets {@code sbatch} alone take nine seconds
 */
record SlurmCommands(String folder, Duration patience) {
    static final List<String> NEEDED = List.of("sbatch", "squeue", "scancel", "scontrol");

    /** What passes by itself: the controller is away, or a limit of tasks in the queue is reached. */
    private static final Pattern PASSES = Pattern.compile(
            "unable to contact|timed out|connection (refused|reset)|communication|temporarily|zero bytes|try again"
                    + "|unreachable|no route to host|submit.?(job)?.?(per.?user)?.?limit|max.?submit|is busy|protocol authentication",
            Pattern.CASE_INSENSITIVE);

    /** @param code {@link #NO_ANSWER} if it did not answer in time or could not be started */
    record Answer(int code, String output, String errors) {
        static final int NO_ANSWER = -1;

        boolean isGood() {
            return code == 0;
        }

        boolean passes() {
            return code == NO_ANSWER || PASSES.matcher(errors).find();
        }

        /** What went wrong, on one line. */
        String trouble() {
            String said = errors.isBlank() ? output : errors;
            return said.isBlank()
                    ? "exit code " + code
                    : String.join(" / ", said.strip().split("\\R+"));
        }
    }

    /** Those of {@link #NEEDED} that a PATH lacks. */
    static List<String> missing(String path) {
        return NEEDED.stream().filter(name -> folderOf(name, path).isEmpty()).toList();
    }

    /** Where on a PATH a program lies that is there; "" if it is not. */
    static String folderOf(String name, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, name)))
                .findFirst()
                .orElse("");
    }

    Answer run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(folder.isEmpty() ? program : Path.of(folder, program).toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .start();
            CompletableFuture<String> output = reading(process.getInputStream());
            CompletableFuture<String> errors = reading(process.getErrorStream());
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Answer(
                        Answer.NO_ANSWER, "", "%s gave no answer within %d s".formatted(program, patience.toSeconds()));
            }
            return new Answer(process.exitValue(), output.join(), errors.join());
        } catch (IOException e) {
            return new Answer(Answer.NO_ANSWER, "", "cannot start " + program + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Answer.NO_ANSWER, "", program + " was interrupted");
        }
    }

    /** Bounded, because whoever the program has left behind may hold its pipe open. */
    private CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "";
                    }
                })
                .completeOnTimeout("", 2 * patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
