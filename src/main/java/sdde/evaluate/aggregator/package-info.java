/**
 * From the members' logits to one confidence an image; higher means more in-distribution, always.
 *
 * <p>A new one is a record that implements {@link sdde.evaluate.aggregator.Aggregator} and one line in
 * {@link sdde.evaluate.aggregator.Aggregators}.
 */
@NullMarked
package sdde.evaluate.aggregator;

import org.jspecify.annotations.NullMarked;
