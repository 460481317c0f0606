package sdde.store;

/**
 * A row of the table {@code epoch_metric}.
 *
 * @param epoch from 1
 * @param metric {@code train/loss}, {@code validation/accuracy}, …
 * @param score may be NaN
 * @param time milliseconds since 1970, UTC
 */
public record EpochMetric(int epoch, String metric, double score, long time) {}
