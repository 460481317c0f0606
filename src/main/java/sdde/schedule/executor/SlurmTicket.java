package sdde.schedule.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import sdde.run.Json;
import sdde.run.RunFiles;

/**
 * Which task of a cluster an attempt belongs to: {@code slurm.json} in its folder, written before the task is submitted. A
 * task that is started again copies it into the next attempt's folder.
 *
 * @param batch name of the array, also of its folder {@code runs/.slurm/<batch>/}
 * @param task index in the array
 */
record SlurmTicket(String batch, int task) {
    private static final String FILE = "slurm.json";
    private static final String EXIT = "exit";
    private static final String STOP = "stop";
    private static final String CLAIM = "claimed";

    static Optional<SlurmTicket> of(RunFiles attempt) {
        Path file = attempt.folder().resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(file, SlurmTicket.class));
        } catch (UncheckedIOException damaged) {
            return Optional.empty();
        }
    }

    void write(RunFiles attempt) {
        Json.write(attempt.folder().resolve(FILE), this);
    }

    /** The worker's exit code, once its task has written it down. */
    static Optional<Integer> exitCode(RunFiles attempt) {
        return line(attempt.folder().resolve(EXIT))
                .filter(line -> line.matches("[0-9]{1,3}"))
                .map(Integer::valueOf);
    }

    /** The array whose task works in the folder, once one does. */
    static Optional<String> claim(RunFiles attempt) {
        return line(attempt.folder().resolve(CLAIM)).filter(line -> line.matches("[0-9]{1,12}"));
    }

    /** Lets a task that has not begun end at once, and one that ends not be queued again. */
    static void forbid(RunFiles attempt) {
        try {
            Files.writeString(attempt.folder().resolve(STOP), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + attempt.folder(), e);
        }
    }

    /** Whether it was told so. */
    static boolean isForbidden(RunFiles attempt) {
        return Files.exists(attempt.folder().resolve(STOP));
    }

    private static Optional<String> line(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
