package sdde.data.dataset;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;

/** The three splits of a dataset that is published in two: validation images are held out of the training images. */
record Parts(Supplier<Images> training, Supplier<Images> test) {
    static void checkValidationSize(int validationSize) {
        if (validationSize < 1) {
            throw new IllegalArgumentException("validation_size must be >= 1, got " + validationSize);
        }
    }

    /** @throws UserError if so many cannot be held out */
    Images load(Split split, int validationSize, long splitSeed) {
        if (split == Split.TEST) {
            return test.get();
        }
        Images all = training.get();
        if (validationSize >= all.size()) {
            throw new UserError("validation_size must be less than the %d training images, got %d"
                    .formatted(all.size(), validationSize));
        }
        Stratified rows = Stratified.of(all.labels(), validationSize, splitSeed);
        return all.select(split == Split.TRAIN ? rows.train() : rows.validation());
    }

    /** As many as {@link #load} gives, from the counts alone. */
    static int size(Split split, IntSupplier training, IntSupplier test, int validationSize) {
        return switch (split) {
            case TRAIN -> training.getAsInt() - validationSize;
            case VALIDATION -> validationSize;
            case TEST -> test.getAsInt();
        };
    }

    /** For sets of which all images are asked about and none is trained on. @throws UserError for another split */
    static void onlyTest(String dataset, Split split) {
        if (split != Split.TEST) {
            throw new UserError("data set '%s' has no %s split; its images are all in split 'test'"
                    .formatted(dataset, split.word()));
        }
    }
}
