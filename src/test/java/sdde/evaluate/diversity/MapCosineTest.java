package sdde.evaluate.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sdde.evaluate.Predictions;
import sdde.run.Npy;

class MapCosineTest {
    /** Three members, four images; gradients by the pixels of the first two only. */
    private static Map<String, Npy> arrays() {
        return new TreeMap<>(Map.of(
                "logits", Npy.float32(new float[24], 3, 4, 2),
                "labels", Npy.int64(new long[4], 4),
                "activation_cosine", Npy.float32(new float[] {1, 0, 0.5f, 0.5f}, 4),
                "input_gradient_cosine", Npy.float32(new float[] {-0.5f, 0.25f}, 2)));
    }

    private static double score(String name) {
        Predictions predictions = Predictions.of(arrays());
        return Diversities.REGISTRY.defaults(name).of(predictions, predictions.outputs());
    }

    @Test
    void everyKindOfMapHasItsOwnMeanOverTheImagesItWasComparedOn() {
        assertThat(score("activation_cosine")).isEqualTo(0.5);
        assertThat(score("input_gradient_cosine")).isEqualTo(-0.125);
        assertThat(score("cam_cosine")).isNaN();
    }

    @Test
    void theFloorOfThreeMembersIsZeroAndEqualMapsAreOne() {
        assertThat(score("activation_cosine_rescaled")).isCloseTo((0.5 + 0.5) / 1.5, within(1e-15));
        assertThat(score("input_gradient_cosine_rescaled")).isCloseTo((-0.125 + 0.5) / 1.5, within(1e-15));
        assertThat(score("cam_cosine_rescaled")).isNaN();
    }

    @Test
    void moreCosinesThanImagesAreRefused() {
        Map<String, Npy> arrays = arrays();
        arrays.put("cam_cosine", Npy.float32(new float[5], 5));

        assertThatThrownBy(() -> Predictions.of(arrays)).hasMessage("cam_cosine must be [4], got [5]");
    }
}
