/** From stored predictions to measurements: pure Java, no engine, no GPU. Letters: N members, B images, C classes. */
@NullMarked
package sdde.evaluate;

import org.jspecify.annotations.NullMarked;
