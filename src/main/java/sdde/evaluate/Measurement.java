package sdde.evaluate;

/**
 * One number of a run.
 *
 * @param evalSet {@code mnist/test}
 * @param aggregator how the members' outputs became one confidence; "-" where none has a part in it
 * @param temperature "none", "mean-logits" or "mean-probabilities": what was minimised on validation data to fit it
 * @param metric such as {@code accuracy}
 */
public record Measurement(String evalSet, String aggregator, String temperature, String metric, double score) {}
