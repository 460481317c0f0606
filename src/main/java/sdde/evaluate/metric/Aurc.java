package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** Area under the risk-coverage curve: the mean over coverages of the error rate among the more confident (Geifman). */
record Aurc() implements SelectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double ofDefined(Selection selection) {
        double sum = 0;
        for (int k = 0; k < selection.size(); k++) {
            sum += selection.cumulativeErrors(k) / (k + 1);
        }
        return sum / selection.size();
    }
}
