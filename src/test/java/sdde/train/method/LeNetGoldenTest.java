package sdde.train.method;

import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;
import static sdde.train.Differentiation.inGradMode;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdde.golden.Golden;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Target;
import sdde.train.torch.TorchOps;

/** A LeNet ensemble on real images: outputs, GradCAM, losses, gradients of every parameter; in float64. */
class LeNetGoldenTest {
    private static Golden golden;
    private GoldenLeNet net;

    @BeforeAll
    static void open() {
        golden = Golden.open("lenet.npz");
    }

    @BeforeEach
    void build() {
        net = new GoldenLeNet();
    }

    @AfterEach
    void free() {
        net.close();
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    @Test
    void outputsEqualTheAuthors() {
        Forward forward = net.step(net.parameters()).forward();

        golden.check("logits", doubles(forward.logits()));
        golden.check("agg_logits", doubles(forward.logits().mean(new int[] {0})));
        golden.check("features", doubles(forward.features()));
        golden.check("feature_maps", doubles(forward.featureMaps()));
    }

    @Test
    void saliencyMapsEqualTheAuthors() {
        inGradMode(net.parameters(), leaf -> {
            Step step = net.step(leaf);
            NDArray maps = step.forward().featureMaps();
            NDArray score =
                    Target.GT_LOGIT.of(step.forward().logits(), step.labels()).sum();
            NDArray saliency = SaliencyMaps.gradCam(score, maps).maximum(0);

            golden.check("gradcam_weights", doubles(SaliencyMaps.pooled(TorchOps.gradient(score, maps))));
            golden.check("saliency", doubles(saliency));
            golden.check("saliency_std", doubles(SaliencyMaps.standardised(SaliencyMaps.crop(saliency, 1))));
        });
    }

    @Test
    void lossesAndGradientsEqualTheAuthors() {
        inGradMode(net.parameters(), leaf -> {
            golden.check("loss_ce", doubles(crossEntropy(leaf)));
            golden.check("loss_gradcam", doubles(diversity(leaf)));
            golden.check("loss_total", doubles(total(leaf)));
        });

        net.check(golden, "gdiv_", gradient(net.parameters(), this::diversity));
        net.check(golden, "gtot_", gradient(net.parameters(), this::total));
    }

    private NDArray diversity(NDArray parameters) {
        return SaliencyDiversity.DEFAULT.diversity(net.step(parameters));
    }

    private NDArray total(NDArray parameters) {
        double weight = golden.stated("loss_ce ?\\+ ?" + Golden.NUMBER + " ?\\* ?loss_gradcam", 0.1);
        return crossEntropy(parameters).add(diversity(parameters).mul(weight));
    }

    private NDArray crossEntropy(NDArray parameters) {
        Step step = net.step(parameters);
        NDArray logProbabilities = step.forward().logits().logSoftmax(2);
        return Target.GT_LOGIT.of(logProbabilities, step.labels()).mean().neg();
    }
}
