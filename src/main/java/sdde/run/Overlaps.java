package sdde.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code runs/.sweeps/<sweep>/overlaps.jsonl}: images and classes that the sets of a sweep have in common, as far as looked for. */
public final class Overlaps {
    private static final String FILE = "overlaps.jsonl";

    private Overlaps() {}

    /**
     * Two sets.
     *
     * @param sets hash of the plan's sets when they were compared
     * @param first {@code mnist/train}
     * @param second {@code fashion-mnist/test}
     * @param images of the second
     * @param same of these stand in the first with the same bytes
     * @param near of these stand nearly in the first
     * @param classes that both have, by name; empty if none or not known
     */
    public record Pair(String sets, String first, String second, int images, int same, int near, List<String> classes) {
        public Pair {
            classes = List.copyOf(classes);
        }
    }

    /** Those of the plan's sets; none if they were never compared, or others were. */
    public static List<Pair> of(Home home, FrozenPlan plan) {
        Path file = home.plans(plan.sweep()).resolve(FILE);
        List<Pair> pairs = new ArrayList<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                Pair pair = Json.MAPPER.readValue(line, Pair.class);
                if (pair.sets().equals(sets(plan))) {
                    pairs.add(pair);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return List.copyOf(pairs);
    }

    /** Keeps them for the report, instead of earlier ones; nothing if the sweep was never started. */
    public static boolean keep(Home home, String sweep, List<Pair> pairs) {
        Path folder = home.plans(sweep);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try {
            Files.write(folder.resolve(FILE), pairs.stream().map(Json::line).toList());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(FILE), e);
        }
    }

    /** Hash of all sets that a plan trains on or asks about; paths do not count. */
    public static String sets(FrozenPlan plan) {
        TreeSet<String> sets = new TreeSet<>();
        for (FrozenPlan.Member member : plan.members()) {
            sets.add("train " + member.spec().dataset().withoutPaths());
            member.evalSets()
                    .forEach(set -> sets.add(
                            set.name() + " " + set.split() + " " + set.dataset().withoutPaths()));
        }
        return Hashes.of(String.join("\n", sets)).substring(0, 16);
    }
}
