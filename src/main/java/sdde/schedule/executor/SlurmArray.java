package sdde.schedule.executor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sdde.run.RunFiles;

/**
 * An array of tasks, with its folder {@code runs/.slurm/<name>/}: the script, the list of attempts, the array's id once the
 * cluster has told it, and what Slurm itself says of each task.
 */
final class SlurmArray {
    static final String SCRIPT = "task.sh";
    static final String FOLDER = ".slurm";
    private static final String TASKS = "tasks";
    private static final String ID = "job";
    private static final int NAME_DIGITS = 12;

    private final Path runs;
    private final String name;
    private final int size;
    private @Nullable String id;
    /** Whether it may be in the queue although nobody has told its id. */
    boolean maybeSubmitted;

    private SlurmArray(Path runs, String name, int size) {
        this.runs = runs;
        this.name = name;
        this.size = size;
    }

    /** A new one; its attempts get their tickets. */
    static SlurmArray of(Path runs, List<SlurmTask> tasks) {
        String digits = UUID.randomUUID().toString().replace("-", "").substring(0, NAME_DIGITS);
        SlurmArray array = new SlurmArray(runs, "sdde-" + digits, tasks.size());
        array.write(tasks.stream().map(task -> task.attempt).toList());
        for (int i = 0; i < tasks.size(); i++) {
            SlurmTask task = tasks.get(i);
            task.array = array;
            task.index = i;
            new SlurmTicket(array.name, i).write(task.attempt);
        }
        return array;
    }

    /** One that an orchestrator before this one has made. @return null if its folder is not there any more */
    static @Nullable SlurmArray find(Path runs, String name) {
        Path folder = runs.resolve(FOLDER).resolve(name);
        try {
            if (!Files.exists(folder.resolve(TASKS))) {
                return null;
            }
            int size = Files.readAllLines(folder.resolve(TASKS)).size();
            SlurmArray array = new SlurmArray(runs, name, size);
            array.maybeSubmitted = true;
            if (Files.exists(folder.resolve(ID))) {
                array.id = Files.readString(folder.resolve(ID)).strip();
            }
            return array;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    /** As the cluster calls it. */
    @Nullable
    String id() {
        return id;
    }

    Path folder() {
        return runs.resolve(FOLDER).resolve(name);
    }

    void submitted(String told) {
        id = told;
        maybeSubmitted = true;
        write(folder().resolve(ID), told + "\n");
    }

    /** What Slurm said of a task besides its log. */
    String said(int task) {
        Path file = folder().resolve("slurm-" + task + ".out");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private void write(List<RunFiles> attempts) {
        StringBuilder list = new StringBuilder();
        attempts.forEach(attempt ->
                list.append(runs.relativize(attempt.folder().toAbsolutePath())).append('\n'));
        try {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve(SCRIPT), script());
            write(folder().resolve(TASKS), list.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder(), e);
        }
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) {
        try {
            Path half = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(half, text);
            Files.move(half, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static String script() {
        try (InputStream in = SlurmArray.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCRIPT, e);
        }
    }
}
