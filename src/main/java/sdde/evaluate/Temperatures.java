package sdde.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import sdde.evaluate.calibration.BestTemperature;
import sdde.evaluate.calibration.PaperTemperature;

/**
 * The temperatures fitted on one set, a pooling each; a pooling is missing where its temperature is undefined.
 *
 * @param fitted by pooling, between {@link #LEAST} and {@link #MOST}
 * @param paper what the authors' search finds for the mean of logits; NaN if it finds none
 */
record Temperatures(Map<Pooling, Double> fitted, double paper) {
    /** Beyond these the loss changes by rounding alone. */
    static final double LEAST = 1e-3;

    static final double MOST = 1e3;

    Temperatures {
        fitted = Collections.unmodifiableMap(fitted);
    }

    static Temperatures none() {
        return new Temperatures(new EnumMap<>(Pooling.class), Double.NaN);
    }

    static Temperatures fit(Outputs outputs, int[] labels) {
        Map<Pooling, Double> fitted = new EnumMap<>(Pooling.class);
        for (Pooling pooling : Pooling.values()) {
            double best = BestTemperature.fit(outputs, pooling, labels);
            if (!Double.isNaN(best)) {
                fitted.put(pooling, Math.min(MOST, Math.max(LEAST, best)));
            }
        }
        return new Temperatures(fitted, paper(outputs, labels));
    }

    /** On their float32 loss: where it is flat but for rounding, the rounding decides where their search ends. */
    private static double paper(Outputs outputs, int[] labels) {
        float[] logits = new float[outputs.size() * outputs.classes()]; // (B, C)
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) outputs.meanLogit(i / outputs.classes(), i % outputs.classes());
        }
        return PaperTemperature.search(t -> SinglePrecision.crossEntropy(logits, labels, t));
    }
}
