package sdde.train.method;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * All that a diversity term may look at. Every array belongs to the manager of the step; results land there too.
 *
 * @param forward of all members on one common batch
 * @param images (N, B, channels, height, width), the leaf the forward started from, if the method asked for
 *     {@link Method#imageGradient()}; else (B, channels, height, width) and not looked at
 * @param labels (B), int64; of images of no class what the mean of the logits predicts
 * @param epoch from 1
 * @param judged what the {@link Method#companion} made of the features of that batch; none without one
 */
public record Step(Forward forward, NDArray images, NDArray labels, int epoch, Companion.@Nullable Judged judged) {}
