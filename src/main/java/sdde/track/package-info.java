/** The mirror of results in MLflow; training never waits for it. */
@NullMarked
package sdde.track;

import org.jspecify.annotations.NullMarked;
