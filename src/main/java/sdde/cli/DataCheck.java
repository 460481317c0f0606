package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.overlap.Overlap;
import sdde.data.overlap.SharedClasses;

/** {@code sweep data check A [B…]}: images and classes that A, which is trained on, has in common with what it is asked about. */
final class DataCheck {
    private static final int MOST_SHOWN = 10;

    private DataCheck() {}

    static int run(Invocation invocation, List<String> names) {
        if (names.isEmpty()) {
            throw new UserError(
                    "expected the data set that is trained on, then those it is compared with, after 'data check'; known: "
                            + Datasets.REGISTRY.names());
        }
        Dataset trained = Datasets.REGISTRY.defaults(names.get(0));
        List<List<String>> rows = new ArrayList<>();
        List<String> details = new ArrayList<>();
        Images train = trained.load(Split.TRAIN);
        Images test = trained.load(Split.TEST);
        String name = names.get(0);
        compare(name + "/train", train, name + "/validation", trained.load(Split.VALIDATION), rows, details);
        compare(name + "/train", train, name + "/test", test, rows, details);
        for (String other : names.subList(1, names.size())) {
            Dataset asked = Datasets.REGISTRY.defaults(other);
            Images images = asked.load(Split.TEST, new Images.Shape(train.channels(), train.height(), train.width()));
            compare(name + "/train", train, other + "/test", images, rows, details);
            compare(name + "/test", test, other + "/test", images, rows, details);
            details.add(classes(name, trained, other, asked));
        }
        Console console = invocation.console();
        console.print(TextTable.aligned(List.of("first", "second", "images", "same", "nearly the same"), rows));
        details.forEach(console::line);
        return Main.OK;
    }

    private static void compare(
            String first, Images a, String second, Images b, List<List<String>> rows, List<String> details) {
        Overlap overlap = Overlap.of(a, b);
        rows.add(List.of(
                first,
                second,
                Integer.toString(b.size()),
                Integer.toString(overlap.exact()),
                Integer.toString(overlap.near())));
        if (!overlap.pairs().isEmpty()) {
            String pairs = overlap.pairs().stream()
                    .limit(MOST_SHOWN)
                    .map(pair ->
                            String.format(Locale.ROOT, "%d = %d (%.1f)", pair.first(), pair.second(), pair.distance()))
                    .collect(Collectors.joining(", "));
            details.add("%s = %s, ids and distance in levels: %s%s"
                    .formatted(first, second, pairs, overlap.pairs().size() > MOST_SHOWN ? ", …" : ""));
        }
    }

    private static String classes(String first, Dataset a, String second, Dataset b) {
        if (a.classNames().isEmpty() || b.classNames().isEmpty()) {
            return "%s and %s: the names of the classes are not known".formatted(first, second);
        }
        List<String> shared = SharedClasses.of(a.classNames(), b.classNames());
        return shared.isEmpty()
                ? "%s and %s share no class by name".formatted(first, second)
                : "%s and %s share classes by name: %s".formatted(first, second, String.join("; ", shared));
    }
}
