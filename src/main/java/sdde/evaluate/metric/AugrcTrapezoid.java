package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * AUGRC by trapezoids. From coverage 0 it is the one of Traub et al. (2024) and, with a the accuracy,
 * {@code (1 - AUROC of errors) a (1 - a) + (1 - a)^2 / 2}; from 1/B, divided by that stretch, torch-uncertainty's.
 */
record AugrcTrapezoid(boolean fromZero) implements SelectionMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double ofDefined(Selection selection) {
        int size = selection.size();
        double sum = fromZero ? selection.cumulativeErrors(0) / 2 : 0;
        for (int k = 1; k < size; k++) {
            sum += (selection.cumulativeErrors(k - 1) + selection.cumulativeErrors(k)) / 2;
        }
        return sum / size / (fromZero ? size : size - 1);
    }
}
