package sdde.train.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import sdde.train.method.Forward;

/** LeNets as they should not be. */
public final class PlantedNetworks {
    private static final LeNet LENET = new LeNet();
    private static final int CLASSES = 10;

    private PlantedNetworks() {}

    /** Saliency is computed on the first block. */
    public record WrongLayer() implements Network {
        @Override
        public List<Tensor> parameters(int classes) {
            return LENET.parameters(classes);
        }

        @Override
        public int imageSize() {
            return LENET.imageSize();
        }

        @Override
        public int features() {
            return LENET.features();
        }

        @Override
        public NDArray featureMaps(Weights p, Weights buffers, NDList images, boolean training) {
            NDList maps = new NDList();
            for (int i = 0; i < p.members(); i++) {
                NDArray x = images.get(images.size() == 1 ? 0 : i);
                NDArray filters = Layers.forChannels(
                        p.of(i, "block1.0.weight"), x.getShape().get(1));
                maps.add(Layers.poolRelu(Layers.convolution(x, filters, p.of(i, "block1.0.bias"), 1, 2)));
            }
            return NDArrays.stack(maps); // (N, B, 6, 14, 14)
        }

        @Override
        public Forward head(Weights p, Weights buffers, NDArray maps, boolean training) {
            NDList second = new NDList();
            for (int i = 0; i < p.members(); i++) {
                second.add(Layers.poolRelu(
                        Layers.convolution(maps.get(i), p.of(i, "block2.0.weight"), p.of(i, "block2.0.bias"), 1, 0)));
            }
            Forward rest = LENET.head(p, buffers, NDArrays.stack(second), training);
            return new Forward(maps, rest.features(), rest.logits());
        }
    }

    /** All members start from the same numbers. */
    public record SharedStart() implements Network {
        @Override
        public List<Tensor> parameters(int classes) {
            return LENET.parameters(classes).stream()
                    .map(tensor -> new Tensor(tensor.name(), tensor.shape(), same(tensor), tensor.stacked()))
                    .toList();
        }

        private static Tensor.Start same(Tensor tensor) {
            return new Tensor.Start() {
                private SplittableRandom own = new SplittableRandom(1);
                private long drawn;

                @Override
                public float draw(SplittableRandom ofMember) {
                    if (drawn++ % tensor.size() == 0) {
                        own = new SplittableRandom(tensor.name().hashCode());
                    }
                    return tensor.start().draw(own);
                }
            };
        }

        @Override
        public int imageSize() {
            return LENET.imageSize();
        }

        @Override
        public int features() {
            return LENET.features();
        }

        @Override
        public boolean headInDouble() {
            return LENET.headInDouble();
        }

        @Override
        public NDArray featureMaps(Weights p, Weights buffers, NDList images, boolean training) {
            return LENET.featureMaps(p, buffers, images, training);
        }

        @Override
        public Forward head(Weights p, Weights buffers, NDArray maps, boolean training) {
            return LENET.head(p, buffers, maps, training);
        }
    }

    /** The first member gets no gradient. */
    public record FrozenMember() implements Network {
        @Override
        public List<Tensor> parameters(int classes) {
            return LENET.parameters(classes);
        }

        @Override
        public int imageSize() {
            return LENET.imageSize();
        }

        @Override
        public int features() {
            return LENET.features();
        }

        @Override
        public boolean headInDouble() {
            return LENET.headInDouble();
        }

        @Override
        public NDArray featureMaps(Weights p, Weights buffers, NDList images, boolean training) {
            return LENET.featureMaps(frozen(p), buffers, images, training);
        }

        @Override
        public Forward head(Weights p, Weights buffers, NDArray maps, boolean training) {
            return LENET.head(frozen(p), buffers, maps, training);
        }

        private static Weights frozen(Weights p) {
            Map<String, Weights.Piece> pieces = new HashMap<>();
            for (Tensor tensor : LENET.parameters(CLASSES)) {
                NDList own = new NDList();
                for (int i = 0; i < p.members(); i++) {
                    NDArray of = p.of(i, tensor.name());
                    own.add(i == 0 ? of.stopGradient() : of);
                }
                NDList arrays = tensor.stacked() ? new NDList(NDArrays.stack(own)) : own;
                pieces.put(tensor.name(), new Weights.Piece(arrays, tensor.stacked()));
            }
            return new Weights(p.members(), pieces);
        }
    }
}
