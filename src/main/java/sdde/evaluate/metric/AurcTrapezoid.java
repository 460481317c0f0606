package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * AURC by trapezoids over coverages 1/B … 1, divided by that stretch, as torch-uncertainty computes it; NaN for one image.
 */
record AurcTrapezoid() implements SelectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double ofDefined(Selection selection) {
        double sum = 0;
        for (int k = 1; k < selection.size(); k++) {
            sum += (selection.risk(k - 1) + selection.risk(k)) / 2;
        }
        return sum / (selection.size() - 1);
    }
}
