package sdde.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sdde.config.Choice;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.overlap.Overlap;
import sdde.data.overlap.SharedClasses;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Overlaps;

/** What a set that is trained on has in common with others. */
final class SetComparison {
    private static final int MOST_SHOWN = 10;

    private final Dataset trained;
    private final String name;
    private final String sets;
    private final Images train;
    private final List<Overlaps.Pair> pairs = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    /** @param sets hash of the sets of a plan, or empty */
    SetComparison(Dataset trained, String name, String sets) {
        this.trained = trained;
        this.name = name;
        this.sets = sets;
        this.train = trained.load(Split.TRAIN);
    }

    /** Of every set that a plan trains on with all that it is asked about; printed as well. */
    static List<Overlaps.Pair> all(FrozenPlan plan, Console console) {
        Map<Choice, Map<String, EvalSet>> asked = new LinkedHashMap<>();
        plan.members().forEach(member -> member.evalSets()
                .forEach(set -> asked.computeIfAbsent(member.spec().dataset(), absent -> new LinkedHashMap<>())
                        .putIfAbsent(set.name(), set)));
        List<Overlaps.Pair> all = new ArrayList<>();
        asked.forEach((dataset, sets) -> {
            SetComparison comparison =
                    new SetComparison(Datasets.REGISTRY.create(dataset), dataset.name(), Overlaps.sets(plan));
            sets.values().forEach(comparison::with);
            comparison.print(console);
            all.addAll(comparison.pairs);
        });
        return all;
    }

    private void with(EvalSet set) {
        Split split = Split.of(set.split());
        if (set.role().isOod()) {
            with(Datasets.REGISTRY.create(set.dataset()), set.name(), split);
        } else {
            ownSplit(split);
        }
    }

    void ownSplit(Split split) {
        compare(name + "/train", train, name + "/" + split.word(), trained.load(split), List.of());
    }

    /** With the training images, and a set for tests with the test images as well. */
    void with(Dataset asked, String called, Split split) {
        Images images = asked.load(split, train.shape());
        List<String> classes = classes(asked, called);
        compare(name + "/train", train, called, images, classes);
        if (split == Split.TEST) {
            compare(name + "/test", trained.load(Split.TEST), called, images, classes);
        }
    }

    private void compare(String first, Images a, String second, Images b, List<String> classes) {
        Overlap overlap = Overlap.of(a, b);
        pairs.add(new Overlaps.Pair(sets, first, second, b.size(), overlap.exact(), overlap.near(), classes));
        if (!overlap.pairs().isEmpty()) {
            String ids = overlap.pairs().stream()
                    .limit(MOST_SHOWN)
                    .map(pair ->
                            String.format(Locale.ROOT, "%d = %d (%.1f)", pair.first(), pair.second(), pair.distance()))
                    .collect(Collectors.joining(", "));
            details.add("%s = %s, ids and distance in levels: %s%s"
                    .formatted(first, second, ids, overlap.pairs().size() > MOST_SHOWN ? ", …" : ""));
        }
    }

    private List<String> classes(Dataset asked, String called) {
        if (trained.classNames().isEmpty() || asked.classNames().isEmpty()) {
            details.add("%s and %s: the names of the classes are not known".formatted(name, called));
            return List.of();
        }
        List<String> shared = SharedClasses.of(trained.classNames(), asked.classNames());
        details.add(
                shared.isEmpty()
                        ? "%s and %s share no class by name".formatted(name, called)
                        : "%s and %s share classes by name: %s".formatted(name, called, String.join("; ", shared)));
        return shared;
    }

    void print(Console console) {
        console.print(TextTable.aligned(
                List.of("first", "second", "images", "same", "nearly the same"),
                pairs.stream()
                        .map(pair -> List.of(
                                pair.first(),
                                pair.second(),
                                Integer.toString(pair.images()),
                                Integer.toString(pair.same()),
                                Integer.toString(pair.near())))
                        .toList()));
        details.forEach(console::line);
    }
}
