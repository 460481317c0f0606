package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** {@code -1 / (N - 1)}: the least that a mean cosine over the pairs of N maps can be; NaN for one member. */
record CamCosineFloor() implements Diversity {
    @Override
    public boolean alsoOutOfDistribution() {
        return true;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        boolean compared = predictions.cosines("cam_cosine") != null && outputs.members() > 1;
        return compared ? of(outputs.members()) : Double.NaN;
    }

    static double of(int members) {
        return -1.0 / (members - 1);
    }
}
