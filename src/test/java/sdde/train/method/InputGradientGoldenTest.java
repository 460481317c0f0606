package sdde.train.method;

import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradients;
import static sdde.train.Differentiation.inGradMode;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.golden.Golden;
import sdde.train.loss.Activation;
import sdde.train.loss.Saliency;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Similarity;
import sdde.train.loss.Target;

/** Diversity of the gradients by the pixels, for every score of the authors; in float64. */
class InputGradientGoldenTest {
    private static final Map<String, Target> TARGETS =
            Map.of("max", Target.MAX_LOGIT, "min", Target.MIN_LOGIT, "gt", Target.GT_LOGIT, "sum", Target.SUM_LOGITS);
    private static Golden golden;
    private static GoldenLeNet net;

    @BeforeAll
    static void open() {
        golden = Golden.open("inpgrad.npz");
        net = new GoldenLeNet();
    }

    @AfterAll
    static void nothingWasLeftOut() {
        if (net != null) { // the set may lack the file
            net.close();
        }
        Golden.finish(golden);
    }

    static List<String> cases() {
        return golden.cases("loss_(.+)");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientEqualTheAuthors(String mode) {
        Target target = Objects.requireNonNull(TARGETS.get(mode), mode);
        SaliencyDiversity method =
                new SaliencyDiversity(0.1, Saliency.INPUT_GRADIENT, target, Activation.RELU, 1, Similarity.COSINE);
        NDArray images = net.imagesOfMembers();

        inGradMode(images, leaf -> {
            Step step = net.step(net.parameters(), leaf);
            golden.check("loss_" + mode, doubles(method.diversity(step)));
            if (golden.has("image_grad_" + mode)) {
                NDArray score =
                        target.of(step.forward().logits(), step.labels()).sum();
                golden.check("image_grad_" + mode, doubles(SaliencyMaps.imageGradient(score, leaf)));
            }
        });
        List<double[]> gradients = gradients(
                List.of(net.parameters(), images), leaves -> method.diversity(net.step(leaves.get(0), leaves.get(1))));
        net.check(golden, "g_" + mode + "_", gradients.get(0));
    }
}
