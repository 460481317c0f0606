package sdde.data.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.data.Split;

/**
 * A dataset cut by classes: known ones to train on, unknown ones as near out-of-distribution images (6 known and 4 unknown
 * digits, say). Labels count the classes of a part from 0, in the order of the dataset's own.
 *
 * @param of name of the dataset
 * @param known how many classes are known
 * @param part {@code known} or {@code unknown}
 * @param seed of the draw of the known classes
 * @param validationSize passed on to the dataset
 * @param splitSeed passed on to the dataset
 */
public record HeldOut(String of, int known, String part, long seed, int validationSize, long splitSeed)
        implements Dataset {
    public HeldOut {
        Parts.checkValidationSize(validationSize);
        if (known < 1) {
            throw new IllegalArgumentException("known must be >= 1, got " + known);
        }
        List<String> parts = List.of("known", "unknown");
        if (!parts.contains(part)) {
            throw new IllegalArgumentException(DidYouMean.mustBeOneOf("part", parts, part));
        }
    }

    @Override
    public Images load(Split split) {
        Images all = source().load(split);
        int[] chosen = chosenClasses();
        int[] rows = IntStream.range(0, all.size())
                .filter(row -> Arrays.binarySearch(chosen, all.labels()[row]) >= 0)
                .toArray();
        Images images = all.select(rows);
        return images.labelled(Arrays.stream(images.labels())
                .map(label -> Arrays.binarySearch(chosen, label))
                .toArray());
    }

    /** The dataset's labels in this part, ascending. */
    private int[] chosenClasses() {
        int classes = source().facts().classes();
        if (known >= classes) {
            throw new UserError("dataset 'held-out': known must be less than the %d classes of dataset '%s', got %d"
                    .formatted(classes, of, known));
        }
        int[] order = new RandomStream(seed).permutation(classes);
        int[] chosen = part.equals("known") ? Arrays.copyOf(order, known) : Arrays.copyOfRange(order, known, classes);
        Arrays.sort(chosen);
        return chosen;
    }

    @Override
    public Facts facts() {
        Facts facts = source().facts();
        return new Facts(
                chosenClasses().length, facts.channels(), facts.height(), facts.width(), facts.normalisation());
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        source().prepare(split, shape);
    }

    @Override
    public void checkFiles() {
        source().checkFiles();
    }

    @Override
    public List<String> classNames() {
        List<String> names = source().classNames();
        return names.isEmpty()
                ? names
                : Arrays.stream(chosenClasses()).mapToObj(names::get).toList();
    }

    private Dataset source() {
        return Inner.of("held-out classes", of, validationSize, splitSeed);
    }
}
