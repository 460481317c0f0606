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

/**
 * A residual network with batch norm: {@code e_*}, all in evaluation mode on one batch, and {@code s_*}, the step as it is
 * trained: cross entropy in training mode on own batches, which moves the running statistics, then saliency in evaluation
 * mode with the moved ones; in float64.
 */
class ResNetGoldenTest {
    private static Golden golden;
    private GoldenResNet net;

    @BeforeAll
    static void open() {
        golden = Golden.open("resnet_small.npz");
    }

    @BeforeEach
    void build() {
        net = new GoldenResNet(golden);
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
    void outputsInEvaluationModeEqualTheAuthors() {
        Forward forward = evaluate(net.parameters());

        golden.check("e_logits", doubles(forward.logits()));
        golden.check("e_features", doubles(forward.features()));
        golden.check("e_A", doubles(forward.featureMaps()));
    }

    @Test
    void saliencyMapsEqualTheAuthors() {
        inGradMode(net.parameters(), leaf -> {
            Forward forward = evaluate(leaf);
            NDArray maps = forward.featureMaps();
            NDArray score =
                    Target.GT_LOGIT.of(forward.logits(), net.commonLabels(leaf)).sum();
            NDArray saliency = SaliencyMaps.gradCam(score, maps).maximum(0);

            golden.check("e_gradcam_weights", doubles(SaliencyMaps.pooled(TorchOps.gradient(score, maps))));
            golden.check("e_saliency", doubles(saliency));
            golden.check("e_saliency_std", doubles(SaliencyMaps.standardised(SaliencyMaps.crop(saliency, 1))));
        });
    }

    @Test
    void lossesInEvaluationModeEqualTheAuthors() {
        inGradMode(net.parameters(), leaf -> {
            Forward forward = evaluate(leaf);
            golden.check("e_loss_ce", doubles(commonCrossEntropy(forward)));
            golden.check("e_loss_gradcam", doubles(diversity(forward)));
            golden.check("e_loss_total", doubles(total(forward)));
        });
    }

    @Test
    void gradientsInEvaluationModeEqualTheAuthors() {
        net.checkParameters(golden, "e_gtot_", gradient(net.parameters(), leaf -> total(evaluate(leaf))));

        NDArray maps = evaluate(net.parameters()).featureMaps();
        golden.check("e_gdiv_A", gradient(maps, leaf -> diversity(head(leaf))));
        golden.check("e_gtot_A", gradient(maps, leaf -> total(head(leaf))));
    }

    @Test
    void aTrainingStepEqualsTheAuthors() {
        inGradMode(net.parameters(), leaf -> {
            Parts parts = step(leaf);
            golden.check("s_logits_train", doubles(parts.own().logits()));
            golden.check("s_logits_div", doubles(parts.common().logits()));
            golden.check("s_loss_ce", doubles(ownCrossEntropy(parts.own())));
            golden.check("s_loss_gradcam", doubles(diversity(parts.common())));
            golden.check("s_loss_total", doubles(parts.total()));
            net.checkBuffers(golden, "s_new_", doubles(parts.statistics()));
        });

        net.checkParameters(
                golden, "s_gtot_", gradient(net.parameters(), leaf -> step(leaf).total()));
    }

    /** What a step is made of. @param statistics after it, flat @param total () */
    private record Parts(Forward own, Forward common, NDArray statistics, NDArray total) {}

    private Parts step(NDArray leaf) {
        NDArray statistics = net.freshBuffers(leaf);
        Forward own = net.train(leaf, statistics);
        Forward common = net.evaluate(leaf, statistics);
        NDArray total = ownCrossEntropy(own).add(diversity(common).mul(weight()));
        return new Parts(own, common, statistics, total);
    }

    private Forward evaluate(NDArray leaf) {
        return net.evaluate(leaf, net.freshBuffers(leaf));
    }

    /** @param maps a leaf */
    private Forward head(NDArray maps) {
        return net.head(GoldenResNet.within(maps, net.parameters()), net.freshBuffers(maps), maps);
    }

    private NDArray total(Forward forward) {
        return commonCrossEntropy(forward).add(diversity(forward).mul(weight()));
    }

    private static double weight() {
        return golden.stated("ce ?\\+ ?" + Golden.NUMBER + " ?\\* ?gradcam", 0.1);
    }

    private NDArray diversity(Forward forward) {
        NDArray labels = net.commonLabels(forward.logits());
        return SaliencyDiversity.DEFAULT.diversity(new Step(forward, labels, labels, 1, null));
    }

    private NDArray commonCrossEntropy(Forward forward) {
        NDArray logProbabilities = forward.logits().logSoftmax(2); // (N, B, C)
        return Target.GT_LOGIT
                .of(logProbabilities, net.commonLabels(forward.logits()))
                .mean()
                .neg();
    }

    private NDArray ownCrossEntropy(Forward forward) {
        NDArray index = net.ownLabels(forward.logits()).expandDims(2); // (N, B, 1)
        return forward.logits().logSoftmax(2).gather(index, 2).mean().neg();
    }
}
