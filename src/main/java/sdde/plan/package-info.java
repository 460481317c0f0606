/** From a sweep file and recipes to the list of runs: pure, printed before anything starts. */
@NullMarked
package sdde.plan;

import org.jspecify.annotations.NullMarked;
