package sdde.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sdde.run.EventLog;
import sdde.run.RunEvent;
import sdde.run.RunFiles;

/** The checkpoints that the attempts of a run have left. */
final class Checkpoints {
    /** How far a checkpoint is. */
    private record Found(Path folder, long epoch, long step, int attempt) {
        static final Comparator<Found> BY_PROGRESS = Comparator.comparingLong(Found::epoch)
                .thenComparingLong(Found::step)
                .thenComparingInt(Found::attempt);
    }

    private Checkpoints() {}

    /** Their folders, the furthest first; of equals, the newest attempt's. */
    static List<Path> furthestFirst(RunFiles run) {
        return run.attemptNumbers().stream()
                .filter(number -> hasFiles(run.attempt(number).checkpoint()))
                .map(number -> found(run.attempt(number), number))
                .sorted(Found.BY_PROGRESS.reversed())
                .map(Found::folder)
                .toList();
    }

    /** Removes them all. */
    static void drop(RunFiles run) {
        for (int number : run.attemptNumbers()) {
            delete(run.attempt(number).checkpoint());
        }
    }

    private static Found found(RunFiles attempt, int number) {
        List<RunEvent> told = new EventLog(attempt.events())
                .read().stream()
                        .filter(event -> event.type().equals("checkpoint"))
                        .toList();
        if (told.isEmpty()) {
            return new Found(attempt.checkpoint(), 0, 0, number); // killed before it could tell
        }
        RunEvent last = told.get(told.size() - 1);
        return new Found(attempt.checkpoint(), number(last, "epoch"), number(last, "step"), number);
    }

    private static long number(RunEvent event, String key) {
        return event.data().get(key) instanceof Number number ? number.longValue() : 0;
    }

    private static boolean hasFiles(Path folder) {
        try (Stream<Path> entries = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return entries.anyMatch(path -> !path.toString().endsWith(".tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path path : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
