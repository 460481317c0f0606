package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Share of negatives accepted at the strictest threshold that accepts a given share of positives; no interpolation, tie
 * groups whole.
 *
 * @param recall in (0, 1]
 * @param dropIntermediate look only at the corners of the ROC curve, as scikit-learn does by default and so the
 *     authors: where ties make a sloped straight stretch this jumps to its end
 */
record FalsePositiveRate(Detection.Positive positive, double recall, boolean dropIntermediate)
        implements DetectionMetric {
    FalsePositiveRate {
        if (!(recall > 0 && recall <= 1)) {
            throw new IllegalArgumentException("recall must be in (0, 1], got " + recall);
        }
    }

    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double ofDefined(Detection detection) {
        Curve curve = detection.curve(positive);
        int found = curve.points()
                .filter(k -> !dropIntermediate || curve.isCorner(k))
                .filter(k -> curve.recall(k) >= recall)
                .findFirst()
                .orElseThrow();
        return curve.falsePositiveRate(found);
    }
}
