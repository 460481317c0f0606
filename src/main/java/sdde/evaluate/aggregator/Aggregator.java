package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/**
 * One confidence an image from the members' outputs; higher means more in-distribution.
 *
 * <p>Those that need a spread over members are undefined, NaN, for a single member.
 */
public interface Aggregator {
    /** Of one image. */
    double confidence(Outputs outputs, int image);

    /** Which temperature belongs to it. */
    default Pooling pooling() {
        return Pooling.MEAN_LOGITS;
    }

    /** Of all images (B). */
    default double[] confidence(Outputs outputs) {
        double[] confidence = new double[outputs.size()]; // (B)
        for (int image = 0; image < confidence.length; image++) {
            confidence[image] = confidence(outputs, image);
        }
        return confidence;
    }
}
