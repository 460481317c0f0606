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
        return new Temperatures(fitted, PaperTemperature.search(t -> meanLogitsLoss(outputs, labels, t)));
    }

    /** Mean of {@code -log softmax(mean z / T)_y}. */
    static double meanLogitsLoss(Outputs outputs, int[] labels, double temperature) {
        double[] scaled = new double[outputs.classes()]; // (C)
        double sum = 0;
        for (int b = 0; b < labels.length; b++) {
            for (int c = 0; c < scaled.length; c++) {
                scaled[c] = outputs.meanLogit(b, c) / temperature;
            }
            sum += Softmax.logSumExp(scaled, 0, scaled.length) - scaled[labels[b]];
        }
        return sum / labels.length;
    }
}
