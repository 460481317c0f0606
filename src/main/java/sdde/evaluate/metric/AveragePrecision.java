package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** Area under the precision-recall curve as a sum of steps: {@code sum_k (R_k - R_(k-1)) P_k}. */
record AveragePrecision(Detection.Positive positive) implements DetectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double ofDefined(Detection detection) {
        Curve curve = detection.curve(positive);
        double area = 0;
        double before = 0;
        for (int k = 0; k < curve.size(); k++) {
            area += (curve.recall(k) - before) * curve.precision(k);
            before = curve.recall(k);
        }
        return area;
    }
}
