/** One run in its own process: data, train, predict, files. */
@NullMarked
package sdde.worker;

import org.jspecify.annotations.NullMarked;
