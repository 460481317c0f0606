/**
 * The commands: one class each, wired by constructors.
 *
 * <p>A new command is one class that implements {@code Command} and one line in {@code Commands}. A mistake of the user is
 * a {@link sdde.config.UserError}: its message alone is shown, exit code 2.
 */
@NullMarked
package sdde.cli;

import org.jspecify.annotations.NullMarked;
