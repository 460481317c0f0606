package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;
import static sdde.train.Differentiation.inGradMode;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdde.config.Choice;
import sdde.train.loss.Activation;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Scalars;
import sdde.train.loss.Target;

class PlaceboTest {
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
    @EnumSource
    void hasAGradient(Arm arm) {
        Method method = create(arm);

        double[] found = gradient(net.parameters(), leaf -> method.diversity(net.step(leaf)));

        assertThat(Arrays.stream(found)).allMatch(Double::isFinite).anyMatch(value -> value != 0);
    }

    @Test
    void attractionIsSddeWithTheSignTurned() {
        double[] sdde = gradient(net.parameters(), leaf -> SaliencyDiversity.DEFAULT.diversity(net.step(leaf)));
        double[] turned =
                gradient(net.parameters(), leaf -> create(Arm.ATTRACTION).diversity(net.step(leaf)));

        assertThat(turned).isEqualTo(Arrays.stream(sdde).map(value -> 0 - value).toArray());
    }

    /** Against plain loops over the maps: member i's map of image b + i, member j's of image b + j. */
    @Test
    void permutedMapsAreThoseOfOtherImages() {
        inGradMode(net.parameters(), leaf -> {
            Step step = net.step(leaf);
            NDArray score =
                    Target.GT_LOGIT.of(step.forward().logits(), step.labels()).sum();
            NDArray maps = Activation.RELU.of(
                    SaliencyMaps.gradCam(score, step.forward().featureMaps())); // (N, B, H, W)
            NDArray inner = SaliencyMaps.standardised(SaliencyMaps.crop(maps, 1)); // (N, B, h, w)
            int members = (int) inner.getShape().get(0);
            int images = (int) inner.getShape().get(1);
            int pixels = (int) (inner.size() / members / images);
            double[] values = doubles(inner);

            double sum = 0;
            for (int b = 0; b < images; b++) {
                for (int i = 0; i < members; i++) {
                    for (int j = 0; j < i; j++) {
                        int one = (i * images + (b + i) % images) * pixels;
                        int other = (j * images + (b + j) % images) * pixels;
                        sum += cosine(values, one, other, pixels);
                    }
                }
            }
            double expected = sum / (images * members * (members - 1) / 2.0);

            assertThat(Scalars.toFloat(create(Arm.PERMUTED).diversity(net.step(leaf))))
                    .isCloseTo((float) expected, offset(1e-5f))
                    .isNotCloseTo(Scalars.toFloat(SaliencyDiversity.DEFAULT.diversity(step)), offset(1e-3f));
        });
    }

    @Test
    void randomChannelsAreDrawnAnewInEveryEpochAndAlikeInEveryRun() {
        Method method = create(Arm.RANDOM_CHANNELS);
        inGradMode(net.parameters(), leaf -> {
            Step step = net.step(leaf);
            Step later = new Step(step.forward(), step.images(), step.labels(), 2, null);

            float first = Scalars.toFloat(method.diversity(step));

            assertThat(Scalars.toFloat(method.diversity(step))).isEqualTo(first);
            assertThat(Scalars.toFloat(method.diversity(later))).isNotEqualTo(first);
        });
    }

    @Test
    void refusesAnUnknownArm() {
        assertThatThrownBy(() -> Methods.REGISTRY.create(Choice.of("placebo", Map.of("arm", "permutd"))))
                .hasMessage("method 'placebo': arm must be one of [permuted, random-channels, attraction],"
                        + " got 'permutd'; did you mean 'permuted'?");
    }

    private static double cosine(double[] values, int one, int other, int length) {
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int k = 0; k < length; k++) {
            product += values[one + k] * values[other + k];
            square += values[one + k] * values[one + k];
            otherSquare += values[other + k] * values[other + k];
        }
        return product / (Math.sqrt(square) + 1e-6) / (Math.sqrt(otherSquare) + 1e-6);
    }

    private static Method create(Arm arm) {
        return Methods.REGISTRY.create(Choice.of("placebo", Map.of("arm", arm.label())));
    }
}
