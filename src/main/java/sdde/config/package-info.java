/**
 * What a user writes: choices by name, their parameters, and the problems found in them.
 *
 * <p>Knows no method, network or dataset: those register themselves in a {@link sdde.config.Registry}, one line each,
 * and the reader asks the {@link sdde.config.Vocabulary} what is known.
 */
@NullMarked
package sdde.config;

import org.jspecify.annotations.NullMarked;
