/**
 * Numbers that say how good predictions and confidences are. Three kinds by what they look at: a
 * {@link sdde.evaluate.metric.Forecast} (probabilities and labels), a {@link sdde.evaluate.metric.Detection} (confidences
 * in and out of distribution), a {@link sdde.evaluate.metric.Selection} (confidences and errors).
 *
 * <p>A new one is a record that implements one of the three and one line in {@link sdde.evaluate.metric.Metrics}.
 */
@NullMarked
package sdde.evaluate.metric;

import org.jspecify.annotations.NullMarked;
