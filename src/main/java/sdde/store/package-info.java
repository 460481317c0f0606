/** The results database, rebuilt from run folders at any time. */
@NullMarked
package sdde.store;

import org.jspecify.annotations.NullMarked;
