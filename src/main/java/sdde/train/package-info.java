/** Ensembles, losses and saliency on DJL arrays. Letters: N members, B images, C classes, K channels, H × W pixels, D features. */
@NullMarked
package sdde.train;

import org.jspecify.annotations.NullMarked;
