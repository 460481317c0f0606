/** The commands: one class each, wired by constructors. */
@NullMarked
package sdde.cli;

import org.jspecify.annotations.NullMarked;
