/** Which images two sets have in common. */
@NullMarked
package sdde.data.overlap;

import org.jspecify.annotations.NullMarked;
