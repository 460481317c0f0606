package sdde.train;

import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * What an ensemble learns from.
 *
 * @param validation held out: it chooses the epoch, and nothing is learned from it
 * @param classes C
 * @param normalisation of all images that the ensemble will ever see
 */
public record TrainingData(Images train, Images validation, int classes, Normalisation normalisation) {
    public static TrainingData of(Dataset dataset) {
        Dataset.Facts facts = dataset.facts();
        return new TrainingData(
                dataset.load(Split.TRAIN), dataset.load(Split.VALIDATION), facts.classes(), facts.normalisation());
    }
}
