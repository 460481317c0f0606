package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code mean p} of the likeliest class less that of the second; for one class the probability itself. */
record Margin() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        double first = 0;
        double second = 0;
        for (int c = 0; c < outputs.classes(); c++) {
            double probability = outputs.meanProbability(image, c);
            if (!(probability <= first)) {
                second = first;
                first = probability;
            } else {
                second = Math.max(second, probability);
            }
        }
        return first - second;
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
