package sdde.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.golden.Golden;
import sdde.run.Npy;
import sdde.train.loss.CrossEntropy;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Scalars;
import sdde.train.method.Forward;
import sdde.train.method.Method;
import sdde.train.method.Methods;
import sdde.train.method.Step;
import sdde.train.network.LeNet;
import sdde.train.network.Weights;

/** Forward, saliency, losses and the gradient of every parameter on real images, against the authors' code. */
class LeNetGoldenTest {
    private static final double LAMBDA = 0.1;

    private static Golden golden;

    private final Ensemble ensemble = ensemble();
    private final NDManager scope = ensemble.manager().newSubManager();

    @BeforeAll
    static void open() {
        golden = Golden.open("lenet.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        golden.assertEverythingChecked();
    }

    @BeforeEach
    void load() {
        GoldenWeights.load(golden, ensemble);
        JniUtils.setGradMode(true);
    }

    @AfterEach
    void close() {
        JniUtils.setGradMode(false);
        ensemble.close();
    }

    private static Ensemble ensemble() {
        long[] head = golden.shape("w_fc_bias"); // (N, C)
        return new Ensemble(Device.cpu(), new LeNet(), (int) head[0], (int) head[1]);
    }

    /** @param channels 3, or 1 of the three equal ones */
    private NDArray images(int channels) {
        Npy stored = golden.input("images");
        NDArray all = scope.create(stored.floats(), new Shape(stored.shape()));
        return all.get(new NDIndex(":, 0:{}", channels));
    }

    private NDArray labels() {
        return scope.create(golden.input("labels").longs());
    }

    private Forward forward(NDArray leaf, NDList images) {
        Weights parameters = ensemble.parameterLayout().split(leaf);
        return ensemble.network().forward(parameters, ensemble.buffers(scope), images, true);
    }

    private NDList own(NDArray shared) {
        NDList own = new NDList();
        for (int i = 0; i < ensemble.members(); i++) {
            own.add(shared);
        }
        return own;
    }

    private void checkOutputs(Forward forward) {
        golden.check("logits", forward.logits().toFloatArray());
        golden.check("agg_logits", forward.logits().mean(new int[] {0}).toFloatArray());
        golden.check("features", forward.features().toFloatArray());
        golden.check("feature_maps", forward.featureMaps().toFloatArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyWayThroughTheNetworkGivesTheAuthorsOutputs(int channels) {
        NDArray images = images(channels);

        checkOutputs(forward(ensemble.leaf(scope), new NDList(images)));
        checkOutputs(forward(ensemble.leaf(scope), own(images)));
        checkOutputs(ensemble.evaluate(scope, images));
    }

    @Test
    void saliencyFollowsTheAuthors() {
        NDArray maps = ensemble.featureMaps(scope, images(1)).stopGradient();
        maps.setRequiresGradient(true);
        Forward forward = ensemble.head(scope, maps);
        NDArray score = forward.logits()
                .mul(labels().oneHot((int) forward.logits().getShape().get(2)))
                .sum();

        NDArray weights = SaliencyMaps.pooled(sdde.train.torch.TorchOps.gradient(score, maps)); // (N, B, K)
        NDArray cam = SaliencyMaps.weighted(weights, maps).getNDArrayInternal().relu(); // (N, B, H, W)

        golden.check("gradcam_weights", weights.toFloatArray());
        golden.check("saliency", cam.toFloatArray());
        golden.check(
                "saliency_std",
                SaliencyMaps.standardised(SaliencyMaps.crop(cam, 1)).toFloatArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void lossesAndTheirGradientsFollowTheAuthors(int channels) {
        Method sdde = Methods.REGISTRY.create(Choice.of("sdde", Map.of("lambda", LAMBDA)));
        NDArray labels = labels();
        NDArray targets = labels.expandDims(0).broadcast(ensemble.members(), labels.size());

        NDArray leaf = ensemble.leaf(scope);
        Forward shared = forward(leaf, new NDList(images(channels)));
        NDArray diversity = sdde.diversity(new Step(shared, images(channels), labels, 1, null));
        golden.check("loss_gradcam", new float[] {diversity.getFloat()});
        GoldenWeights.check(golden, "gdiv_", ensemble.parameterLayout(), gradient(diversity, leaf));

        NDArray again = ensemble.leaf(scope);
        NDArray crossEntropy =
                CrossEntropy.mean(forward(again, own(images(channels))).logits(), targets);
        Forward common = forward(again, new NDList(images(channels)));
        NDArray term = sdde.diversity(new Step(common, images(channels), labels, 1, null));
        NDArray total = crossEntropy.add(Scalars.times(term, sdde.weight(1)));
        golden.check("loss_ce", new float[] {crossEntropy.getFloat()});
        golden.check("loss_total", new float[] {total.getFloat()});
        GoldenWeights.check(golden, "gtot_", ensemble.parameterLayout(), gradient(total, again));
    }

    private static float[] gradient(NDArray loss, NDArray leaf) {
        JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
        return Objects.requireNonNull(leaf.getGradient()).toFloatArray();
    }
}
