package sdde.report.statistics;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * Bayesian signed-rank test with a region of practical equivalence (Benavoli et al. 2014, 2017). Differences
 * {@code z = y - x} and a prior observation get Dirichlet weights w; a draw's mass of a region is the sum of
 * {@code w_i w_j} over the pairs whose mean lies in it, and its probability is the share of draws in which it has the
 * largest mass.
 */
public final class BayesSignedRank {
    private BayesSignedRank() {}

    /** Where the prior observation lies and how much it weighs; usually at 0 with the weight of half an observation. */
    public record Prior(double position, double strength) {
        public static final Prior USUAL = new Prior(0, 0.5);
    }

    /** @param draws 50,000 give two decimals */
    public static Rope of(double[] x, double[] y, double rope, Prior prior, int draws, RandomGenerator random) {
        double[] z = new double[x.length + 1]; // the prior observation first
        System.arraycopy(Sample.differences(y, x), 0, z, 1, x.length);
        z[0] = prior.position();
        double[][] towards = towards(z, rope);
        DoubleSupplier ofPrior = gamma(prior.strength(), random);
        double[] wins = new double[3];
        double[] w = new double[z.length];
        for (int draw = 0; draw < draws; draw++) {
            w[0] = ofPrior.getAsDouble();
            double total = w[0];
            for (int i = 1; i < w.length; i++) {
                w[i] = random.nextExponential();
                total += w[i];
            }
            award(wins, towards, w, total * total);
        }
        return new Rope(wins[0] / draws, wins[1] / draws, wins[2] / draws);
    }

    /** Draws of scale 1. Half a sum of squared normal numbers where the shape is so many halves: the inverse takes long. */
    private static DoubleSupplier gamma(double shape, RandomGenerator random) {
        long normals = Math.round(2 * shape);
        if (normals != 2 * shape) {
            GammaDistribution distribution = new GammaDistribution(shape, 1);
            return () -> distribution.inverseCumulativeProbability(random.nextDouble());
        }
        return () -> {
            double squares = 0;
            for (long i = 0; i < normals; i++) {
                double normal = random.nextGaussian();
                squares += normal * normal;
            }
            return squares / 2;
        };
    }

    /** Share of a pair that lies left and right: (2, pairs) by {@code i <= j}; half where it lies on the edge. */
    private static double[][] towards(double[] z, double rope) {
        double[][] towards = new double[2][z.length * (z.length + 1) / 2];
        int pair = 0;
        for (int i = 0; i < z.length; i++) {
            for (int j = i; j < z.length; j++) {
                double weight = i == j ? 1 : 2;
                towards[0][pair] = weight * step(-2 * rope - z[i] - z[j]);
                towards[1][pair++] = weight * step(z[i] + z[j] - 2 * rope);
            }
        }
        return towards;
    }

    private static double step(double value) {
        return value > 0 ? 1 : value == 0 ? 0.5 : 0;
    }

    /** The draw goes to the region of the largest mass, in equal parts if several have it. */
    private static void award(double[] wins, double[][] towards, double[] w, double whole) {
        double left = 0;
        double right = 0;
        int pair = 0;
        for (int i = 0; i < w.length; i++) {
            for (int j = i; j < w.length; j++) {
                double product = w[i] * w[j];
                left += product * towards[0][pair];
                right += product * towards[1][pair++];
            }
        }
        double within = whole - left - right;
        double largest = Math.max(within, Math.max(left, right));
        int winners = (left == largest ? 1 : 0) + (within == largest ? 1 : 0) + (right == largest ? 1 : 0);
        wins[0] += left == largest ? 1.0 / winners : 0;
        wins[1] += within == largest ? 1.0 / winners : 0;
        wins[2] += right == largest ? 1.0 / winners : 0;
    }
}
