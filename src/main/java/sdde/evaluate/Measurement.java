package sdde.evaluate;

/**
 * One number about one run; a row of the table {@code measurement}.
 *
 * <p>Only defined numbers are measured: where a score would be NaN (standard deviations and pairs of a single member,
 * AUROC of an empty set) there is no measurement.
 *
 * @param evalSet {@code mnist/test}; {@code ood-near/mean}, {@code ood-far/mean}, {@code ood-validation/mean} are
 *     unweighted means over the sets of that role
 * @param aggregator whose confidence it scores; {@link #NO_AGGREGATOR} if it depends on none. Accuracy, NLL, Brier,
 *     calibration errors and ensemble gain stand under {@code -} for the mean of logits (the default prediction) and
 *     under {@code prob-average} for the mean of probabilities
 * @param temperature {@link #NO_TEMPERATURE}, or by which pooling the temperature was fitted: {@code mean-logits},
 *     {@code mean-probabilities}
 * @param metric its name is its formula; see docs/metrics.md
 */
public record Measurement(String evalSet, String aggregator, String temperature, String metric, double score) {
    public static final String NO_AGGREGATOR = "-";
    public static final String NO_TEMPERATURE = "none";
}
