package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.run.Npy;
import sdde.train.method.Forward;
import sdde.train.network.LeNet;

class PredictorTest {
    private static final Dataset.Facts FACTS = new Dataset.Facts(SmallRun.CLASSES, 1, 28, 28, Normalisation.half(1));

    private static Ensemble ensemble(int members) {
        Ensemble ensemble = new Ensemble(Device.cpu(), new LeNet(), members, SmallRun.CLASSES);
        ensemble.draw(7);
        return ensemble;
    }

    private static Map<String, Npy> predict(int members, Images images, boolean ood) {
        try (Ensemble ensemble = ensemble(members)) {
            return new Predictor(ensemble, FACTS).predict(images, ood, true);
        }
    }

    private static Npy array(Map<String, Npy> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    @Test
    void drawsTheFirstImagesUnderTheMapsOfAllMembers() throws IOException {
        Images images = SmallRun.images(20, 5);
        byte[] panel;
        byte[] again;
        try (Ensemble ensemble = ensemble(3)) {
            panel = new Predictor(ensemble, FACTS).panel(images);
            again = new Predictor(ensemble, FACTS).panel(images);
        }

        assertThat(panel).isEqualTo(again);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(panel));
        int tile = 3 * 28; // three pixels for one
        assertThat(picture.getWidth()).isEqualTo(8 + 4 * (tile + 2) + 8);
        assertThat(picture.getHeight()).isEqualTo(8 + 8 * (tile + 8));
        for (int b = 0; b < 8; b++) {
            int grey = picture.getRGB(8, 8 + b * (tile + 8)) & 0xff;
            assertThat(grey)
                    .as("image %d is at the left as it is", b)
                    .isEqualTo(images.first(8).pixels()[b * 784] & 0xff);
        }
        assertThat(coloured(picture, 8))
                .as("nothing lies over the image itself")
                .isZero();
        for (int member = 1; member <= 3; member++) {
            assertThat(coloured(picture, 8 + member * (tile + 2)))
                    .as("map of member %d", member)
                    .isPositive();
        }
    }

    /** Pixels with a hue in the column of tiles that begins there. */
    private static int coloured(BufferedImage picture, int left) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = left; x < left + 84; x++) {
                int colour = picture.getRGB(x, y);
                count += (colour >> 16 & 0xff) == (colour & 0xff) ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void keepsWhatEveryMemberSaysOfEveryImageInItsOrder() {
        Images images = SmallRun.images(300, 5); // two batches

        Map<String, Npy> arrays = predict(3, images, false);

        assertThat(arrays.keySet())
                .containsExactly(
                        "logits",
                        "labels",
                        "ids",
                        "features",
                        "cam_cosine",
                        "activation_cosine",
                        "input_gradient_cosine");
        assertThat(array(arrays, "logits").shape()).containsExactly(3, 300, 10);
        assertThat(array(arrays, "features").shape()).containsExactly(3, 300, 84);
        float[] logits = array(arrays, "logits").floats();
        float[] last = array(predict(3, images.select(new int[] {299}), false), "logits")
                .floats();
        for (int n = 0; n < 3; n++) {
            for (int c = 0; c < 10; c++) {
                assertThat(logits[(n * 300 + 299) * 10 + c]).isCloseTo(last[n * 10 + c], within(1e-5f));
            }
        }
        assertThat(array(arrays, "ids").longs()).isEqualTo(images.ids());
    }

    @Test
    void storesFeaturesOnlyWhereTheyAreWanted() {
        try (Ensemble ensemble = ensemble(2)) {
            assertThat(new Predictor(ensemble, FACTS).predict(SmallRun.images(3, 5), false, false))
                    .doesNotContainKey("features");
        }
    }

    @Test
    void inputGradientsAreComparedOnTheFirstThousandInDistributionImagesOnly() {
        assertThat(array(predict(2, SmallRun.images(1100, 5), false), "input_gradient_cosine")
                        .shape())
                .containsExactly(1000);
        assertThat(predict(2, SmallRun.images(20, 5), true)).doesNotContainKey("input_gradient_cosine");
    }

    @Test
    void aSingleMemberHasNoPairs() {
        Map<String, Npy> arrays = predict(1, SmallRun.images(20, 5), false);

        for (String name : new String[] {"cam_cosine", "activation_cosine", "input_gradient_cosine"}) {
            assertThat(array(arrays, name).floats()).as(name).containsOnly(Float.NaN);
        }
    }

    /** The feature maps averaged, cropped, standardised and multiplied pair by pair in plain Java. */
    @Test
    void theActivationCosineIsThatOfTheMapsTheMembersHave() {
        int members = 3;
        Images images = SmallRun.images(4, 5);
        float[] stored =
                array(predict(members, images, false), "activation_cosine").floats();
        float[] maps; // (N, B, K, 5, 5)
        FloatBuffer pixels = FloatBuffer.allocate(4 * 28 * 28);
        new BatchWriter(images, FACTS.normalisation(), Augmentation.NONE).write(new int[] {0, 1, 2, 3}, 0, pixels);
        try (Ensemble ensemble = ensemble(members);
                NDManager scope = ensemble.manager().newSubManager()) {
            NDArray batch = scope.create(pixels.flip(), new Shape(4, 1, 28, 28), DataType.FLOAT32);
            Forward forward = ensemble.evaluate(scope, batch);
            maps = forward.featureMaps().toFloatArray();
        }
        for (int b = 0; b < 4; b++) {
            double sum = 0;
            for (int i = 0; i < members; i++) {
                for (int j = 0; j < members; j++) {
                    sum += i == j ? 0 : cosine(inner(maps, i, b), inner(maps, j, b));
                }
            }
            assertThat((double) stored[b]).isCloseTo(sum / 6, within(1e-4));
        }
    }

    /** The middle 3 × 3 of the mean over 16 channels, without its mean. */
    private static double[] inner(float[] maps, int member, int image) {
        double[] inner = new double[9];
        for (int k = 0; k < 16; k++) {
            for (int at = 0; at < 9; at++) {
                int pixel = (at / 3 + 1) * 5 + at % 3 + 1;
                inner[at] += maps[((member * 4 + image) * 16 + k) * 25 + pixel] / 16.0;
            }
        }
        double mean = Arrays.stream(inner).average().orElseThrow();
        Arrays.setAll(inner, at -> inner[at] - mean);
        return inner;
    }

    private static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** By differences: the pixel is moved a little and the logit asked again. */
    @Test
    void theInputGradientCosineIsThatOfTheLogitsSlopes() {
        Images images = SmallRun.images(1, 5);
        float[] stored =
                array(predict(2, images, false), "input_gradient_cosine").floats();
        FloatBuffer pixels = FloatBuffer.allocate(28 * 28);
        new BatchWriter(images, FACTS.normalisation(), Augmentation.NONE).write(new int[] {0}, 0, pixels);
        double[][] slopes = new double[2][28 * 28];
        try (Ensemble ensemble = ensemble(2)) {
            for (int at = 0; at < 28 * 28; at++) {
                float[] above = logits(ensemble, pixels, at, 0.02f);
                float[] below = logits(ensemble, pixels, at, -0.02f);
                for (int n = 0; n < 2; n++) {
                    slopes[n][at] = above[n * 10] - below[n * 10]; // the label is 0
                }
            }
        }

        assertThat((double) stored[0]).isCloseTo(cosine(slopes[0], slopes[1]), within(0.01));
        assertThat(Math.abs(stored[0])).isGreaterThan(0.01f);
    }

    private static float[] logits(Ensemble ensemble, FloatBuffer pixels, int at, float by) {
        float[] moved = pixels.array().clone();
        moved[at] += by;
        try (NDManager scope = ensemble.manager().newSubManager()) {
            return ensemble.evaluate(scope, scope.create(moved, new Shape(1, 1, 28, 28)))
                    .logits()
                    .toFloatArray();
        }
    }
}
