package sdde.evaluate.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CkaTest {
    private static final int IMAGES = 30;

    @Test
    void constantFeaturesAreAlignedWithNothing() {
        double[] features = new Random(1).doubles(2 * IMAGES).toArray(); // (2, 30, 1)
        Arrays.fill(features, IMAGES, 2 * IMAGES, 0.1); // of which 30 thirtieths do not add up to 0.1

        assertThat(Cka.of(features, 2, 1)).isNaN();
    }

    @Test
    void scaledAndShiftedFeaturesAreAlignedWholly() {
        double[] features = new Random(1).doubles(2 * IMAGES).toArray(); // (2, 30, 1)
        for (int b = 0; b < IMAGES; b++) {
            features[IMAGES + b] = 3 - 2 * features[b];
        }

        assertThat(Cka.of(features, 2, 1)).isCloseTo(1, within(1e-12));
    }
}
