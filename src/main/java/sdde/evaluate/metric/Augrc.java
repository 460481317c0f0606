package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** Area under the generalised risk-coverage curve: the mean over coverages of the share of all images accepted and wrong. */
record Augrc() implements SelectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double ofDefined(Selection selection) {
        double sum = 0;
        for (int k = 0; k < selection.size(); k++) {
            sum += selection.cumulativeErrors(k);
        }
        return sum / selection.size() / selection.size();
    }
}
