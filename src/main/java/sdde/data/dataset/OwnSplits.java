package sdde.data.dataset;

import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.data.Split;

/**
 * How a user's images are split where they come in one piece: test images are drawn first, then validation images out of the rest,
 * each the same share of every class.
 *
 * @param testSize 0: all images are test images, none is trained on
 * @param validationSize held out of the training images
 * @param seed of both draws
 */
record OwnSplits(int testSize, int validationSize, long seed) {
    OwnSplits {
        Parts.checkValidationSize(validationSize);
        if (testSize < 0) {
            throw new IllegalArgumentException("test_size must be >= 0, got " + testSize);
        }
    }

    /** Of images in one piece. @param all how many there are */
    int size(Split split, int all) {
        return testSize == 0
                ? split == Split.TEST ? all : 0
                : Parts.size(split, () -> all - testSize, () -> testSize, validationSize);
    }

    /** Of images in one piece. @param name of the set, for messages */
    Images load(Split split, Images all, String name) {
        if (testSize == 0) {
            if (split != Split.TEST) {
                throw new UserError(
                        "%s has no %s split: all its images are in split 'test', because test_size is 0; to train on it, say how many images are for test"
                                .formatted(name, split.word()));
            }
            return all;
        }
        if (testSize >= all.size()) {
            throw new UserError(
                    "%s: test_size must be less than its %d images, got %d".formatted(name, all.size(), testSize));
        }
        Stratified rows =
                Stratified.of(all.labels(), testSize, RandomStream.of(seed, 1).next());
        return new Parts(() -> all.select(rows.train()), () -> all.select(rows.validation()))
                .load(split, validationSize, seed);
    }
}
