/** Tables, figures and words from measurements. */
@NullMarked
package sdde.report;

import org.jspecify.annotations.NullMarked;
