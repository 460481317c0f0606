package sdde.data.dataset;

import java.util.List;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;

/**
 * Another dataset's images, changed until they are no longer of its distribution: out-of-distribution sets without a
 * download. What becomes of an image depends on the seed and the image's id alone.
 *
 * @param of name of the dataset
 * @param kind one of {@link Shifts#names}
 * @param severity of a corruption, 1 to 5; 0 for the other kinds, which have none
 * @param seed of the changes
 * @param validationSize passed on to the dataset
 * @param splitSeed passed on to the dataset
 * @param path of the files of a user's own set, to be asked about and not trained on; empty: the dataset needs none
 */
public record Shift(String of, String kind, int severity, long seed, int validationSize, long splitSeed, String path)
        implements Dataset {
    public Shift {
        Parts.checkValidationSize(validationSize);
        if (!Shifts.names().contains(kind)) {
            throw new IllegalArgumentException(DidYouMean.mustBeOneOf("kind", Shifts.names(), kind));
        }
        boolean plain = Shifts.KINDS.containsKey(kind);
        if (plain && severity != 0) {
            throw new IllegalArgumentException(
                    "severity has no effect on kind '%s'; leave it out, got %d".formatted(kind, severity));
        }
        if (!plain && (severity < 1 || severity > 5)) {
            throw new IllegalArgumentException(
                    "severity of kind '%s' must be in [1, 5], got %d".formatted(kind, severity));
        }
    }

    /** Of a set that needs no path. */
    Shift(String of, String kind, int severity, long seed, int validationSize, long splitSeed) {
        this(of, kind, severity, seed, validationSize, splitSeed, "");
    }

    @Override
    public Images load(Split split) {
        checkPart(split);
        return Shifts.apply(kind, severity, source().load(split), seed);
    }

    @Override
    public Images load(Split split, Images.Shape shape, int most) {
        checkPart(split);
        Images images = of.equals("folder") // pictures of many sizes are scaled from their originals
                ? source().load(split, shape)
                : source().load(split);
        return Shifts.apply(kind, severity, images.sample(most), seed)
                .resizedTo(shape.channels(), shape.height(), shape.width());
    }

    @Override
    public int size(Split split) {
        return source().size(split);
    }

    @Override
    public Facts facts() {
        Facts facts = source().facts();
        if (kind.equals("saturate") && facts.channels() == 1) {
            throw new UserError("kind 'saturate' changes nothing in the grey images of dataset '" + of + "'");
        }
        return facts;
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        if (of.equals("folder")) {
            source().prepare(split, shape);
        } else {
            source().load(split);
        }
    }

    @Override
    public void checkFiles() {
        source().checkFiles();
    }

    @Override
    public List<String> classNames() {
        return source().classNames();
    }

    /** A run's id holds what it is trained on, and a path says nothing of that. */
    private void checkPart(Split split) {
        if (split == Split.TRAIN && !path.isEmpty()) {
            throw new UserError("dataset 'shift': a shift of your own files is asked about, not trained on");
        }
    }

    private Dataset source() {
        return Inner.of("a shift", of, validationSize, splitSeed, path);
    }
}
