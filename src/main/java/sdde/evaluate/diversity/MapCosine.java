package sdde.evaluate.diversity;

import java.util.Arrays;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.run.Npy;

/**
 * Cosine of two members' saliency maps, mean over pairs and images; NaN where the maps were not compared.
 *
 * @param array under which it is stored: the kind of saliency
 */
record MapCosine(String array) implements Diversity {
    @Override
    public boolean alsoOutOfDistribution() {
        return true;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        Npy stored = predictions.cosines(array);
        return stored == null || outputs.members() < 2
                ? Double.NaN
                : Arrays.stream(stored.doubles()).average().orElse(Double.NaN);
    }
}
