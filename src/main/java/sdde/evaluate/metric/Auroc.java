package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Chance that an in-distribution image is more confident than an out-of-distribution one, ties counting half: the rank
 * statistic with midranks, which is the area under the ROC curve whichever side is positive.
 */
record Auroc() implements DetectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double ofDefined(Detection detection) {
        long wins = 0; // in halves
        long idAbove = detection.idTotal();
        for (int k = 0; k < detection.groups(); k++) {
            idAbove -= detection.id(k);
            wins += detection.ood(k) * (2 * idAbove + detection.id(k));
        }
        return wins / 2.0 / ((double) detection.idTotal() * detection.oodTotal());
    }
}
