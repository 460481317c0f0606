/**
 * How much the members of an ensemble differ, measured by other quantities than the one a method optimises.
 *
 * <p>A new one is a record that implements {@link sdde.evaluate.diversity.Diversity} and one line in
 * {@link sdde.evaluate.diversity.Diversities}.
 */
@NullMarked
package sdde.evaluate.diversity;

import org.jspecify.annotations.NullMarked;
