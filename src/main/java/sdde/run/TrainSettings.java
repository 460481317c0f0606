package sdde.run;

import java.util.List;
import java.util.Objects;
import sdde.config.DidYouMean;

/**
 * How the members are trained, whatever the method.
 *
 * @param epochs passes over the training split, ≥ 1
 * @param batchSize images a member sees in a step, ≥ 1
 * @param learningRate at step 0; falls by a half cosine to 1e-6 over all steps
 * @param momentum of SGD with Nesterov
 * @param weightDecay on every parameter
 * @param augmentation {@code flip-crop} (the paper's) or {@code none}
 * @param lossReduction of the members' cross entropies; in JSON of a run only where it is not the mean, so that runs from
 *     before there was a choice keep their ids
 * @param images of each split that a run sees at most, in training and in every set it is asked about, classes in turn; 0: all.
 *     In JSON of a run only where it is not 0
 */
public record TrainSettings(
        int epochs,
        int batchSize,
        double learningRate,
        double momentum,
        double weightDecay,
        String augmentation,
        LossReduction lossReduction,
        int images) {
    private static final List<String> AUGMENTATIONS = List.of("flip-crop", "none");

    public TrainSettings {
        lossReduction = Objects.requireNonNullElse(lossReduction, LossReduction.MEAN); // left out of JSON
        atLeast("epochs", epochs, 1);
        atLeast("batch_size", batchSize, 1);
        atLeast("images", images, 0);
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException("learning_rate must be in (0, 10], got " + learningRate);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1), got " + momentum);
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new IllegalArgumentException("weight_decay must be in [0, 1), got " + weightDecay);
        }
        if (!AUGMENTATIONS.contains(augmentation)) {
            throw new IllegalArgumentException(DidYouMean.mustBeOneOf("augmentation", AUGMENTATIONS, augmentation));
        }
    }

    /** On all images. */
    public TrainSettings(
            int epochs,
            int batchSize,
            double learningRate,
            double momentum,
            double weightDecay,
            String augmentation,
            LossReduction lossReduction) {
        this(epochs, batchSize, learningRate, momentum, weightDecay, augmentation, lossReduction, 0);
    }

    /** On all images, with the authors' mean over members. */
    public TrainSettings(
            int epochs, int batchSize, double learningRate, double momentum, double weightDecay, String augmentation) {
        this(epochs, batchSize, learningRate, momentum, weightDecay, augmentation, LossReduction.MEAN);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", got " + value);
        }
    }
}
