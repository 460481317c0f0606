/**
 * SDDE's diversity term once more, in plain Java and float64, written from its formula and without the engine: what
 * training says of it is compared with what comes out here. Slow, and for LeNet only.
 */
@org.jspecify.annotations.NullMarked
package sdde.train.plain;
