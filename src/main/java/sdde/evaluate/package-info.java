/**
 * From stored predictions to measurements: pure Java, no engine, no GPU. Letters: N members, B images, C classes.
 *
 * <p>{@link sdde.evaluate.Evaluator} reads {@code predictions/<set>.npz} one set at a time and gives
 * {@link sdde.evaluate.Measurement}s. What it computes stands in four lists, one line a variant:
 * {@code aggregator.Aggregators}, {@code metric.Metrics}, {@code diversity.Diversities}, and the temperatures of
 * {@link sdde.evaluate.Pooling}. All arithmetic is float64, from the stored float32 logits. What is undefined is NaN,
 * and no measurement.
 */
@NullMarked
package sdde.evaluate;

import org.jspecify.annotations.NullMarked;
