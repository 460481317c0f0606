package sdde.schedule.executor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of Slurm on this machine, for {@code doctor}.
 *
 * @param missing programs that are needed and not on the PATH; all of them where there is no Slurm
 * @param trouble why the controller gave no answer; null if it gave one, or was not asked
 * @param took until it answered
 * @param tasks of this user in its queue
 */
public record SlurmProbe(List<String> missing, @Nullable String trouble, Duration took, int tasks) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** @param path of the environment */
    public static SlurmProbe of(String path) {
        List<String> missing = SlurmCommands.missing(path);
        if (!missing.isEmpty()) {
            return new SlurmProbe(missing, null, Duration.ZERO, 0);
        }
        String folder = SlurmCommands.folderOf("squeue", path);
        long start = System.nanoTime();
        SlurmCommands.Answer answer = SlurmQueue.ask(new SlurmCommands(folder, PATIENCE));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return answer.isGood()
                ? new SlurmProbe(
                        List.of(),
                        null,
                        took,
                        SlurmQueue.parse(answer.output()).states().size())
                : new SlurmProbe(List.of(), answer.trouble(), took, 0);
    }

    /** Whether a sweep of these runs was ever handed to a cluster. */
    public static boolean isUsed(Path runs) {
        return Files.isDirectory(runs.resolve(SlurmArray.FOLDER));
    }

    public boolean isThere() {
        return missing.isEmpty();
    }

    /** Whether it is there in part, which is a mistake of somebody. */
    public boolean isTorn() {
        return !missing.isEmpty() && missing.size() < SlurmCommands.NEEDED.size();
    }
}
