package sdde.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Json;

/** The frozen plans under {@code runs/.sweeps/}. */
public final class Plans {
    private Plans() {}

    /** Names of the sweeps that were ever started, sorted. */
    public static List<String> sweeps(Home home) {
        return entries(home.runs().resolve(".sweeps")).stream()
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    /** Every plan of a sweep, oldest first. */
    public static List<FrozenPlan> of(Home home, String sweep) {
        return entries(home.plans(sweep)).stream()
                .filter(file -> file.getFileName().toString().endsWith(".json"))
                .map(file -> Json.read(file, FrozenPlan.class))
                .sorted(Comparator.comparingLong(FrozenPlan::time).thenComparing(FrozenPlan::hash))
                .toList();
    }

    /** The plan a sweep was last started with for the first time. */
    public static Optional<FrozenPlan> latest(Home home, String sweep) {
        return of(home, sweep).stream().reduce((earlier, later) -> later);
    }

    /** Sorted, so that all that follows is in a fixed order. */
    static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
