package sdde.train;

import org.jspecify.annotations.Nullable;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.train.method.Method;

/**
 * What an ensemble learns from.
 *
 * @param validation held out: it chooses the epoch, and nothing is learned from it
 * @param classes C
 * @param normalisation of all images that the ensemble will ever see
 * @param outliers images of no class at the size of the others, if the method wants some
 */
public record TrainingData(
        Images train, Images validation, int classes, Normalisation normalisation, @Nullable Images outliers) {
    /** All images. @throws sdde.config.UserError if images are missing, damaged, or others than the method was planned with */
    public static TrainingData of(Dataset dataset, Method method) {
        return of(dataset, method, 0);
    }

    /** @param most images of each split; 0: all. @throws sdde.config.UserError as {@link #of(Dataset, Method)} */
    public static TrainingData of(Dataset dataset, Method method, int most) {
        Dataset.Facts facts = dataset.facts();
        Images outliers = method.outlierSource()
                .map(source -> sized(source.load(), facts))
                .orElse(null);
        return new TrainingData(
                dataset.load(Split.TRAIN).sample(most),
                dataset.load(Split.VALIDATION).sample(most),
                facts.classes(),
                facts.normalisation(),
                outliers);
    }

    /** Foreign images as a network for a dataset sees them: at its size; colours stay, as in the authors' code. */
    static Images sized(Images original, Dataset.Facts facts) {
        int channels = Math.max(original.channels(), facts.channels());
        return original.resizedTo(channels, facts.height(), facts.width());
    }
}
