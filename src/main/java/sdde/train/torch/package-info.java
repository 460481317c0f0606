/** What the engine can do but DJL does not offer: gradients as arrays, and a few operations, by a tiny TorchScript module. */
@NullMarked
package sdde.train.torch;

import org.jspecify.annotations.NullMarked;
