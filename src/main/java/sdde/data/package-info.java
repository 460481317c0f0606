/** Images and labels as plain arrays: datasets, splits, shifts, batches. Knows no engine. */
@NullMarked
package sdde.data;

import org.jspecify.annotations.NullMarked;
