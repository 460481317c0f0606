/** What losses are made of: similarities of maps, saliency, targets, activations; pure functions of arrays, any floating type. */
@NullMarked
package sdde.train.loss;

import org.jspecify.annotations.NullMarked;
