package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** AURC less that of a confidence which puts every error last: what is lost by ranking alone. */
record ExcessAurc() implements SelectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double ofDefined(Selection selection) {
        int size = selection.size();
        double errors = selection.cumulativeErrors(size - 1);
        double best = 0;
        for (int k = 0; k < size; k++) {
            best += Math.max(0, errors - (size - 1 - k)) / (k + 1);
        }
        return new Aurc().ofDefined(selection) - best / size;
    }
}
