/**
 * Readers of the formats in which datasets are published. No header is believed: memory is taken as bytes arrive, nothing is
 * written, and a hostile file is refused by name.
 */
@NullMarked
package sdde.data.format;

import org.jspecify.annotations.NullMarked;
