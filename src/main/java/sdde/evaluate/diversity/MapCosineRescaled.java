package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** {@code (c + 1/(N-1)) / (1 + 1/(N-1))}: from 0 at the floor to 1, so that ensemble sizes compare. */
record MapCosineRescaled(MapCosine cosine) implements Diversity {
    @Override
    public boolean alsoOutOfDistribution() {
        return true;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        double floor = CamCosineFloor.of(outputs.members());
        return (cosine.of(predictions, outputs) - floor) / (1 - floor);
    }
}
