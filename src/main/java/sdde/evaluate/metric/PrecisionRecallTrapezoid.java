package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Area under the precision-recall curve by the trapezoid rule, from the point (recall 0, precision 1), as the authors
 * compute it. Straight lines between points promise what no threshold can give, so it is a little too high.
 */
record PrecisionRecallTrapezoid(Detection.Positive positive) implements DetectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double ofDefined(Detection detection) {
        Curve curve = detection.curve(positive);
        double area = 0;
        double recall = 0;
        double precision = 1;
        for (int k = 0; k < curve.size(); k++) {
            area += (curve.recall(k) - recall) * (curve.precision(k) + precision) / 2;
            recall = curve.recall(k);
            precision = curve.precision(k);
        }
        return area;
    }
}
