/** Datasets as they were decoded: one file of bytes a split and size, mapped into memory and shared by all processes. */
@NullMarked
package sdde.data.decoded;

import org.jspecify.annotations.NullMarked;
