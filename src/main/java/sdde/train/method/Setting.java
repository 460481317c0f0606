package sdde.train.method;

/**
 * What a companion is built for.
 *
 * @param classes C
 * @param features D
 * @param seed of the run
 * @param momentum and
 * @param weightDecay as the ensemble's
 */
public record Setting(int classes, int features, long seed, double momentum, double weightDecay) {}
