package sdde.train.method;

import ai.djl.ndarray.types.DataType;

/**
 * What a companion is built for.
 *
 * @param classes C
 * @param features D
 * @param seed of the run
 * @param momentum and
 * @param weightDecay as the ensemble's
 * @param type float32; float64 in tests
 */
public record Setting(int classes, int features, long seed, double momentum, double weightDecay, DataType type) {}
