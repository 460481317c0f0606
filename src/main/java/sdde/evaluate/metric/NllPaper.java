package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Mean over batches of the batch's mean {@code -log p_y}, as the authors: a short last batch counts as much as a full
 * one.
 *
 * @param batchSize of the evaluation, in the order of the set; the authors' is 64
 */
record NllPaper(int batchSize) implements ForecastMetric {
    NllPaper {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch_size must be >= 1, got " + batchSize);
        }
    }

    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double of(Forecast forecast) {
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < forecast.size(); from += batchSize) {
            int to = Math.min(from + batchSize, forecast.size());
            double batch = 0;
            for (int b = from; b < to; b++) {
                batch -= forecast.labelLogProbability(b);
            }
            sum += batch / (to - from);
            batches++;
        }
        return sum / batches;
    }
}
