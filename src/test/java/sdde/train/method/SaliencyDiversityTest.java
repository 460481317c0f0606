package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.train.loss.Activation;
import sdde.train.loss.Saliency;
import sdde.train.loss.Scalars;
import sdde.train.loss.Similarity;
import sdde.train.loss.Target;

class SaliencyDiversityTest {
    private GoldenLeNet net;

    @BeforeEach
    void build() {
        net = new GoldenLeNet();
    }

    @AfterEach
    void free() {
        net.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradcam", "activation"})
    void aWeightOfZeroLeavesEveryBitOfTheGradient(String saliency) {
        Method method = create(Map.of("lambda", 0, "saliency", saliency));
        NDArray parameters = net.parameters().toType(DataType.FLOAT32, false);
        NDArray images = net.imagesOfMembers().get(0).toType(DataType.FLOAT32, false);

        double[] alone = gradient(parameters, leaf -> crossEntropy(net.step(leaf, images)));
        double[] both = gradient(parameters, leaf -> {
            NDArray diversity = method.diversity(net.step(leaf, images));
            return crossEntropy(net.step(leaf, images)).add(Scalars.times(diversity, method.weight(1)));
        });

        assertThat(both).isEqualTo(alone);
    }

    @ParameterizedTest
    @EnumSource
    void deadNetworksHaveAFiniteGradient(Similarity similarity) {
        Method method = create(Map.of("similarity", similarity.label()));
        NDArray parameters = net.parameters().zerosLike().toType(DataType.FLOAT32, false);
        NDArray images = net.imagesOfMembers().get(0).toType(DataType.FLOAT32, false);

        double[] gradient = gradient(parameters, leaf -> method.diversity(net.step(leaf, images)));

        assertThat(gradient).containsOnly(0);
    }

    @Test
    void leavesNothingBehind() {
        gradient(net.parameters(), leaf -> SaliencyDiversity.DEFAULT.diversity(net.step(leaf)));
        int before = net.arrays();

        for (int i = 0; i < 3; i++) {
            gradient(net.parameters(), leaf -> SaliencyDiversity.DEFAULT.diversity(net.step(leaf)));
        }

        assertThat(net.arrays()).isEqualTo(before);
    }

    @Test
    void activationMapsNeedNoTarget() {
        SaliencyDiversity method = (SaliencyDiversity) create(Map.of("saliency", "activation"));

        assertThat(method)
                .isEqualTo(new SaliencyDiversity(
                        0.1, Saliency.ACTIVATION, Target.GT_LOGIT, Activation.RELU, 1, Similarity.COSINE));
        assertThat(Arrays.stream(gradient(net.parameters(), leaf -> method.diversity(net.step(leaf)))))
                .allMatch(Double::isFinite)
                .anyMatch(value -> value != 0);
    }

    @Test
    void refusesWhatHasNoEffect() {
        assertThatThrownBy(() -> create(Map.of("saliency", "activation", "target", "gt_prob")))
                .hasMessage(
                        "method 'sdde': target has no effect with saliency 'activation', leave it out; got 'gt_prob'");
        assertThatThrownBy(() -> create(Map.of("saliency", "input-gradient", "padding", 2)))
                .hasMessage(
                        "method 'sdde': padding has no effect with saliency 'input-gradient', leave it out; got '2'");
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatThrownBy(() -> create(Map.of("lambda", -1)))
                .hasMessage("method 'sdde': lambda must be >= 0, got -1.0");
        assertThatThrownBy(() -> create(Map.of("padding", -1)))
                .hasMessage("method 'sdde': padding must be >= 0, got -1");
        assertThatThrownBy(() -> create(Map.of("saliency", "gradcm")))
                .hasMessage(
                        "method 'sdde': saliency must be one of [gradcam, input-gradient, activation], got 'gradcm'; did you mean 'gradcam'?");
    }

    @Test
    void hasTheAuthorsDefaults() {
        assertThat(Methods.REGISTRY.parameters("sdde"))
                .hasToString(
                        "{activation=relu, lambda=0.1, padding=1, saliency=gradcam, similarity=cosine, target=gt_logit}");
    }

    private static Method create(Map<String, ?> parameters) {
        return Methods.REGISTRY.create(Choice.of("sdde", parameters));
    }

    private static NDArray crossEntropy(Step step) {
        return Target.GT_LOGIT
                .of(step.forward().logits().logSoftmax(2), step.labels())
                .mean()
                .neg();
    }
}
