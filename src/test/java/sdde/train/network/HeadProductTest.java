package sdde.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;
import static sdde.train.Differentiation.inGradMode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Similarity;
import sdde.train.loss.Target;
import sdde.train.method.Forward;
import sdde.train.torch.TorchOps;

/** The one mechanism behind every saliency, against products written out by hand for each head; in float64. */
class HeadProductTest {
    private static final int MEMBERS = 2;
    private static final int BATCH = 3;
    private static final int CLASSES = 4;
    private static final double ROUNDING = 1e-10; // relative; float64 has 1e-16, a standardised map loses some

    private final NDManager manager = NDManager.newBaseManager();
    private final SplittableRandom random = new SplittableRandom(11);

    @AfterEach
    void close() {
        manager.close();
    }

    private interface Product {
        NDArray of(Weights parameters, Weights buffers, NDArray maps, NDArray labels);
    }

    private record Case(Network network, Product product) {}

    static List<Case> heads() {
        return List.of(
                new Case(new LeNet(), (p, b, maps, labels) -> HeadProducts.leNet(p, maps, labels)),
                new Case(new SmallResNet(2, List.of(1, 1, 1, 1)), HeadProducts::oneBlock));
    }

    private final class Net {
        final Case chosen;
        final Layout layout;
        final Layout bufferLayout;
        final NDArray parameters;
        private final NDArray statistics;
        private final NDArray images;
        private final NDArray labels;

        Net(Case chosen) {
            this.chosen = chosen;
            layout = new Layout(chosen.network().parameters(CLASSES), MEMBERS);
            bufferLayout = new Layout(chosen.network().buffers(CLASSES), MEMBERS);
            parameters = uniform(layout.size(), 0, 0.3);
            statistics = uniform(bufferLayout.size(), 0.5, 0.3);
            int side = chosen.network().imageSize();
            images = uniform(BATCH * 3 * side * side, 0, 1).reshape(BATCH, 3, side, side);
            labels = manager.create(new long[] {2, 0, 3}).duplicate();
        }

        Weights split(NDArray flat) {
            return layout.split(flat);
        }

        Weights buffers(NDArray flat) {
            return bufferLayout.split(within(flat, statistics));
        }

        Forward forward(NDArray flat) {
            NDList shared = new NDList(within(flat, images));
            return chosen.network().forward(split(flat), buffers(flat), shared, false);
        }

        NDArray labels(NDArray flat) {
            return within(flat, labels);
        }

        NDArray byProduct(NDArray flat, Forward forward) {
            return chosen.product().of(split(flat), buffers(flat), forward.featureMaps(), labels(flat));
        }

        NDArray byEngine(NDArray flat, Forward forward) {
            NDArray score = Target.GT_LOGIT.of(forward.logits(), labels(flat)).sum();
            return TorchOps.gradient(score, forward.featureMaps());
        }
    }

    private NDArray uniform(int size, double centre, double half) {
        double[] values = random.doubles(size, centre - half, centre + half).toArray();
        return manager.create(values).duplicate();
    }

    private static NDArray within(NDArray scope, NDArray array) {
        NDArray view = array.stopGradient();
        view.attach(scope.getManager());
        return view;
    }

    /** Whatever the gradient of a logit is used for: similarity of the members' maps. @param gradient of a logit */
    private static NDArray similarity(NDArray gradient, NDArray maps) {
        return similarityOf(SaliencyMaps.pooled(gradient), maps);
    }

    /** @param weights (N, B, K) */
    private static NDArray similarityOf(NDArray weights, NDArray maps) {
        NDArray map = SaliencyMaps.weighted(weights, maps); // signed: no map is dead
        return Similarity.COSINE.of(SaliencyMaps.standardised(map));
    }

    private static void assertNear(double[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(ROUNDING * largest);
        }
    }

    @ParameterizedTest
    @MethodSource("heads")
    void theGradientByTheMapsIsTheProductOfTheHeadsLayers(Case chosen) {
        Net net = new Net(chosen);
        inGradMode(net.parameters, leaf -> {
            Forward forward = net.forward(leaf);

            assertThat(forward.featureMaps().getDataType()).isEqualTo(DataType.FLOAT64);
            assertThat(forward.featureMaps().getShape().slice(0, 2)).isEqualTo(new Shape(MEMBERS, BATCH));
            assertNear(doubles(net.byEngine(leaf, forward)), doubles(net.byProduct(leaf, forward)));
        });
    }

    @ParameterizedTest
    @MethodSource("heads")
    void theGradientOfThatGradientIsThatOfTheProduct(Case chosen) {
        Net net = new Net(chosen);

        double[] engine = gradient(net.parameters, leaf -> {
            Forward forward = net.forward(leaf);
            return similarity(net.byEngine(leaf, forward), forward.featureMaps());
        });
        double[] product = gradient(net.parameters, leaf -> {
            Forward forward = net.forward(leaf);
            return similarity(net.byProduct(leaf, forward), forward.featureMaps());
        });

        assertNear(engine, product);
    }

    /** Also of scores that depend on the logits in another way than linearly. */
    @ParameterizedTest
    @MethodSource("heads")
    void thePooledGradientIsThatOfTheEngine(Case chosen) {
        Net net = new Net(chosen);
        for (Target target : List.of(Target.GT_LOGIT, Target.GT_PROB)) {
            double[] shortcut = gradient(net.parameters, leaf -> {
                Forward forward = net.forward(leaf);
                NDArray score = target.of(forward.logits(), net.labels(leaf)).sum();
                return similarityOf(forward.pooledGradient(score), forward.featureMaps());
            });
            double[] engine = gradient(net.parameters, leaf -> {
                Forward forward = net.forward(leaf);
                NDArray score = target.of(forward.logits(), net.labels(leaf)).sum();
                return similarity(TorchOps.gradient(score, forward.featureMaps()), forward.featureMaps());
            });

            assertNear(shortcut, engine);
        }
    }
}
