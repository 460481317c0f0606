package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.run.Npy;

/**
 * Linear centred kernel alignment of two members' features, {@code |Y'X|^2 / (|X'X| |Y'Y|)} with columns centred and
 * Frobenius norms (biased HSIC), mean over pairs; NaN where no features were stored or a member's are constant.
 */
record Cka() implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        Npy features = predictions.features();
        if (features == null) {
            return Double.NaN;
        }
        return of(features.doubles(), outputs.members(), (int) features.shape()[2]);
    }

    /** @param features (N, B, D) */
    static double of(double[] features, int members, int width) {
        FeatureProducts products = FeatureProducts.of(features, members, width);
        return Pairs.mean(
                members,
                (i, j) -> products.squaredNorm(i, j)
                        / Math.sqrt(products.squaredNorm(i, i) * products.squaredNorm(j, j)));
    }
}
