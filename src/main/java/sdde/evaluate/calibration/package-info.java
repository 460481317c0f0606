/** Temperature scaling, exact and as the authors search it, and the bins that calibration errors are counted in. */
@NullMarked
package sdde.evaluate.calibration;

import org.jspecify.annotations.NullMarked;
