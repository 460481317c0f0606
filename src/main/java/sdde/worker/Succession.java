package sdde.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import sdde.run.Job;
import sdde.run.RunFiles;

/**
 * The attempts before and after this one. A later one has been begun because this worker counts as lost, with its machine or
 * with its cluster's memory of it: then it lays its work down. An earlier one that a cluster has moved has left a checkpoint
 * of which the job knows nothing yet.
 *
 * @param files of the attempt's folder
 */
final class Succession implements BooleanSupplier {
    private static final long LOOK_NANOSECONDS = Duration.ofSeconds(2).toNanos();

    private final RunFiles files;
    private final BooleanSupplier stop;
    private final int number;
    private long lastLook = System.nanoTime();
    private boolean superseded;

    Succession(RunFiles files, BooleanSupplier stop) {
        this.files = files;
        this.stop = stop;
        String name = String.valueOf(files.folder().getFileName());
        boolean attempt = name.matches("[0-9]{1,9}")
                && files.folder().resolve("..").normalize().endsWith("attempts");
        this.number = attempt ? Integer.parseInt(name) : 0;
    }

    /** Of the attempt; 0 for a folder of another kind. */
    int number() {
        return number;
    }

    /** Whether the work should be laid down. */
    @Override
    public boolean getAsBoolean() {
        return stop.getAsBoolean() || isSuperseded();
    }

    /** Folders of checkpoints to go on from, the best first. */
    List<Path> checkpoints(Job job) {
        List<Path> known = Stream.concat(Stream.ofNullable(job.resumeFrom()), job.earlierCheckpoints().stream())
                .map(Path::of)
                .toList();
        List<Path> all = new ArrayList<>();
        for (int earlier = number - 1; earlier >= 1; earlier--) {
            Path folder = sibling(earlier).checkpoint();
            if (Files.isDirectory(folder) && !known.contains(folder)) {
                all.add(folder);
            }
        }
        all.addAll(known);
        return all;
    }

    private boolean isSuperseded() {
        long now = System.nanoTime();
        if (number > 0 && !superseded && now - lastLook >= LOOK_NANOSECONDS) {
            lastLook = now;
            superseded = Files.exists(sibling(number + 1).folder());
            if (superseded) {
                System.err.println("attempt " + (number + 1) + " has taken over: stopping");
            }
        }
        return superseded;
    }

    private RunFiles sibling(int other) {
        return new RunFiles(files.folder().resolveSibling(Integer.toString(other)));
    }
}
