package sdde.data.dataset;

import sdde.data.RandomStream;

/** Corruptions of each pixel by itself. */
final class CorruptingNoise {
    private static final double[] GAUSSIAN = {0.04, 0.06, 0.08, 0.09, 0.10};
    private static final double[] SHOT = {500, 250, 100, 75, 50};
    private static final double[] IMPULSE = {0.01, 0.02, 0.03, 0.05, 0.07};
    private static final double[] SPECKLE = {0.06, 0.1, 0.12, 0.16, 0.2};

    /** From here on a Poisson number is drawn as a rounded normal one. */
    private static final double NEARLY_NORMAL = 30;

    private CorruptingNoise() {}

    static Picture gaussian(Picture picture, int level, RandomStream random) {
        double[] noisy = picture.values.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += GAUSSIAN[level] * random.gaussian();
        }
        return picture.with(noisy);
    }

    /** Photons counted: fewer of them, more noise. */
    static Picture shot(Picture picture, int level, RandomStream random) {
        double[] noisy = picture.values.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = poisson(noisy[i] * SHOT[level], random) / SHOT[level];
        }
        return picture.with(noisy);
    }

    /** Salt and pepper in equal shares. */
    static Picture impulse(Picture picture, int level, RandomStream random) {
        double[] noisy = picture.values.clone();
        for (int i = 0; i < noisy.length; i++) {
            if (random.uniform() < IMPULSE[level]) {
                noisy[i] = random.below(2);
            }
        }
        return picture.with(noisy);
    }

    static Picture speckle(Picture picture, int level, RandomStream random) {
        double[] noisy = picture.values.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += noisy[i] * SPECKLE[level] * random.gaussian();
        }
        return picture.with(noisy);
    }

    private static double poisson(double mean, RandomStream random) {
        if (mean >= NEARLY_NORMAL) {
            return Math.max(0, StrictMath.rint(mean + StrictMath.sqrt(mean) * random.gaussian()));
        }
        double limit = StrictMath.exp(-mean); // Knuth: count factors until the product falls below
        int count = -1;
        double product = 1;
        do {
            product *= 1 - random.uniform();
            count++;
        } while (product > limit);
        return count;
    }
}
