package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.schedule.executor.SlurmTasks;

/** Files of runs that nobody needs any more, and what they take. */
final class Leftovers {
    private static final double KILO = 1000;

    private Leftovers() {}

    /** Something that may go. @param what in words. @param bytes of all its files */
    record Item(String what, Path path, long bytes) {}

    /** What finished runs have beside their results, and half-written files; logs, jobs and events stay. */
    static List<Item> of(Home home) {
        List<Item> items = new ArrayList<>();
        for (String id : KnownRun.ids(home)) {
            RunFiles run = new RunFiles(home.runs().resolve(id));
            if (Files.exists(run.result())) {
                for (int number : run.attemptNumbers()) {
                    RunFiles attempt = run.attempt(number);
                    add(items, "checkpoints of a finished run", attempt.checkpoint());
                    add(
                            items,
                            "predictions that another attempt made too",
                            attempt.folder().resolve("predictions"));
                    add(items, "weights that another attempt made too", attempt.weights());
                    add(items, "features that another attempt made too", attempt.trainingFeatures());
                }
            }
            halves(run.folder()).forEach(half -> add(items, "half-written", half));
        }
        return items;
    }

    /** What was written for a cluster. @param open attempts that it may still have */
    static List<Item> batches(Home home, List<RunFiles> open) {
        List<Item> items = new ArrayList<>();
        SlurmTasks.ended(home.runs(), open).forEach(batch -> add(items, "batch of a cluster that has ended", batch));
        return items;
    }

    /** Runs of no sweep: somebody copied them in, or their sweep was removed. */
    static List<Item> strangers(Home home, java.util.Set<String> known) {
        List<Item> items = new ArrayList<>();
        KnownRun.ids(home).stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> add(items, "run of no sweep", home.runs().resolve(id)));
        return items;
    }

    static long bytes(Path path) {
        if (!Files.exists(path)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }

    /** {@code 3.2 MB}. */
    static String words(long bytes) {
        double value = bytes;
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (value >= KILO && unit < units.length - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    private static void add(List<Item> items, String what, Path path) {
        if (Files.isRegularFile(path) || bytes(path) > 0) {
            items.add(new Item(what, path, bytes(path)));
        }
    }

    private static List<Path> halves(Path run) {
        try (Stream<Path> all = Files.walk(run)) {
            return all.filter(path -> path.toString().endsWith(".tmp") && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + run, e);
        }
    }
}
