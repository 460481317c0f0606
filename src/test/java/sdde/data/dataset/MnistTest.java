package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.run.Npy;
import sdde.run.Npz;

class MnistTest {
    private static final Path GOLDEN = Path.of(System.getProperty("golden.dir", "src/test/resources/golden"));

    private final Dataset mnist = Datasets.REGISTRY.defaults("mnist");

    @Test
    void splitsSixtyThousandIntoTrainingAndValidation() {
        Images train = mnist.load(Split.TRAIN);
        Images validation = mnist.load(Split.VALIDATION);

        assertThat(train.size()).isEqualTo(55_000);
        assertThat(validation.size()).isEqualTo(5_000);
        assertThat(train.pixels()).hasSize(55_000 * 28 * 28);
        assertThat(LongStream.concat(Arrays.stream(train.ids()), Arrays.stream(validation.ids()))
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, 60_000).toArray());
    }

    @Test
    void validationHoldsItsShareOfEveryDigit() {
        int[] ofSixtyThousand = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};

        int[] held = counts(mnist.load(Split.VALIDATION).labels());

        assertThat(held).isEqualTo(Stratified.shares(ofSixtyThousand, 5000));
        assertThat(held).containsExactly(494, 562, 496, 511, 487, 452, 493, 522, 487, 496);
    }

    @Test
    void splitSeedChoosesOtherImages() {
        long[] one = mnist.load(Split.VALIDATION).ids();
        long[] other = new Mnist(5000, 1).load(Split.VALIDATION).ids();

        assertThat(other).isNotEqualTo(one).hasSameSizeAs(one);
    }

    @Test
    void trainingLabelsAreThoseOfTheGoldenTrajectories() {
        long[] expected =
                array(Npz.read(GOLDEN.resolve("traj_init.npz")), "train_labels").longs();
        Images train = mnist.load(Split.TRAIN);
        Images validation = mnist.load(Split.VALIDATION);
        long[] labels = new long[60_000];
        place(train, labels);
        place(validation, labels);

        assertThat(Arrays.copyOf(labels, expected.length)).isEqualTo(expected);
    }

    @Test
    void normalisedTestImagesAreThoseOfTheAuthors() {
        Map<String, Npy> golden = Npz.read(GOLDEN.resolve("lenet.npz"));
        int[] rows = Arrays.stream(array(golden, "image_index").longs())
                .mapToInt(Math::toIntExact)
                .toArray();
        Images test = mnist.load(Split.TEST);
        FloatBuffer actual = FloatBuffer.allocate(rows.length * 3 * 28 * 28);

        new BatchWriter(test.select(rows).resizedTo(3, 28, 28), Normalisation.half(3), Augmentation.NONE)
                .write(new int[] {0, 1, 2, 3}, 0, actual);

        assertThat(actual.array()).isEqualTo(array(golden, "images").floats());
        assertThat(Arrays.stream(test.select(rows).labels()).asLongStream().toArray())
                .isEqualTo(array(golden, "labels").longs());
    }

    @Test
    void factsAgreeWithTheImages() {
        Images test = mnist.load(Split.TEST);

        assertThat(mnist.facts()).isEqualTo(new Dataset.Facts(10, 1, 28, 28, Normalisation.half(1)));
        assertThat(test.size()).isEqualTo(10_000);
        assertThat(test.shape()).isEqualTo(new Images.Shape(1, 28, 28));
        assertThat(Arrays.stream(test.labels()).distinct().sorted().toArray()).hasSize(mnist.classes());
    }

    @Test
    void refusesAValidationSetThatLeavesNothing() {
        assertThatThrownBy(() -> Datasets.REGISTRY.create(Choice.of("mnist", Map.of("validation_size", 60_000))))
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'mnist': validation_size must be in [1, 59999], got 60000");
        assertThatThrownBy(() -> new Mnist(0, 0)).hasMessage("validation_size must be in [1, 59999], got 0");
    }

    private static Npy array(Map<String, Npy> golden, String name) {
        return Objects.requireNonNull(golden.get(name), name);
    }

    private static void place(Images images, long[] labels) {
        for (int i = 0; i < images.size(); i++) {
            labels[Math.toIntExact(images.ids()[i])] = images.labels()[i];
        }
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[10];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        return counts;
    }
}
