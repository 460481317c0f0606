package sdde.data;

/**
 * Reproducible random numbers: SplitMix64 (Steele, Lea, Flood 2014), the generator inside {@link java.util.SplittableRandom},
 * but written out together with the bounded draw, so that no release of the JDK can change a split, an order or a shift.
 */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public RandomStream(long seed) {
        state = seed;
    }

    /** A stream of its own for each path: sample, class, position, …; independent of any other draw. */
    public static RandomStream of(long seed, long... path) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (long part : path) {
            state = mix(state ^ mix(part + GOLDEN_GAMMA)) + GOLDEN_GAMMA;
        }
        return new RandomStream(state);
    }

    /** 64 random bits. */
    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in 0 … bound - 1, without bias (Lemire 2019). @param bound ≥ 1 */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be >= 1, got " + bound);
        }
        long unfair = (1L << 32) % bound; // low words below this would favour small results
        long product;
        do {
            product = (next() >>> 32) * bound;
        } while ((product & 0xffffffffL) < unfair);
        return (int) (product >>> 32);
    }

    /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Normal with mean 0 and variance 1 (Box and Muller), by StrictMath: the same on every machine. */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Every order of 0 … size - 1 is equally likely (Fisher and Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }

    /** Puts the entries into a random order, in place. */
    public void shuffle(int[] entries) {
        for (int i = entries.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int moved = entries[i];
            entries[i] = entries[j];
            entries[j] = moved;
        }
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
