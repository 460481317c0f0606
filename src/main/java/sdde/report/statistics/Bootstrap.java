package sdde.report.statistics;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Percentile intervals (Efron 1979) by resampling. The generator is the caller's, so equal seeds give equal bytes. From
 * n = 5 runs they are too short: the t interval is the honest one there.
 */
public final class Bootstrap {
    private final double level;
    private final int resamples;
    private final RandomGenerator random;

    /** @param level such as 0.95 */
    public Bootstrap(double level, int resamples, RandomGenerator random) {
        this.level = level;
        this.resamples = resamples;
        this.random = random;
    }

    /** Of one sample, as its mean. */
    public Interval of(double[] sample, ToDoubleFunction<double[]> statistic) {
        return percentile(() -> statistic.applyAsDouble(resample(sample, random)));
    }

    /** Stratified: runs are drawn within each task. */
    public Interval of(RunScores scores, ToDoubleFunction<RunScores> statistic) {
        return percentile(() -> statistic.applyAsDouble(scores.resampled(random)));
    }

    /** Of two sets of runs, each drawn within each task; {@link RunScores#probabilityOfImprovement}. */
    public Interval ofImprovement(RunScores x, RunScores y) {
        return percentile(() -> x.resampled(random).probabilityOfImprovement(y.resampled(random)));
    }

    /** A statistic of one seed on drawn images. */
    public interface OfSeed {
        /** @param images for each stratum, as ID and OOD, the indices drawn, with repetition */
        double of(int seed, int[][] images);
    }

    /**
     * Nested: seeds are drawn, and for each of them images within each stratum; the mean over the drawn seeds. It covers
     * both training again and testing on other images. Each seed draws its own images.
     *
     * @param strata numbers of images
     */
    public Interval nested(int seeds, int[] strata, OfSeed statistic) {
        return percentile(() -> {
            double sum = 0;
            for (int s = 0; s < seeds; s++) {
                int seed = random.nextInt(seeds);
                int[][] images = new int[strata.length][];
                Arrays.setAll(images, k -> indices(strata[k]));
                sum += statistic.of(seed, images);
            }
            return sum / seeds;
        });
    }

    /** As many as there are, with repetition. */
    private int[] indices(int count) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i += 2) { // two of 64 bits: even to count / 2^32
            long bits = random.nextLong();
            drawn[i] = (int) (((bits >>> 32) * count) >>> 32);
            if (i + 1 < count) {
                drawn[i + 1] = (int) (((bits & 0xffffffffL) * count) >>> 32);
            }
        }
        return drawn;
    }

    private Interval percentile(DoubleSupplier draw) {
        double[] draws = new double[resamples];
        Arrays.setAll(draws, r -> draw.getAsDouble());
        Arrays.sort(draws);
        return new Interval(Sample.quantile((1 - level) / 2, draws), Sample.quantile((1 + level) / 2, draws));
    }

    static double[] resample(double[] sample, RandomGenerator random) {
        double[] drawn = new double[sample.length];
        Arrays.setAll(drawn, i -> sample[random.nextInt(sample.length)]);
        return drawn;
    }
}
