package sdde.train;

import sdde.train.method.Companion;

/**
 * What a step found, before its update.
 *
 * @param total what was differentiated: cross entropy plus weighted diversity
 * @param crossEntropy mean over images, and mean or sum over members as the run's settings say
 * @param diversity before its weight; 0 for a method without
 * @param gradientNorm L2 over all parameters of all members, before any clipping
 * @param companion of what is trained beside the ensemble; zeros if nothing is
 */
public record StepReport(
        float total, float crossEntropy, float diversity, float gradientNorm, Companion.Learned companion) {
    boolean isFinite() {
        return Float.isFinite(total) && Float.isFinite(gradientNorm);
    }
}
