package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;

class EmbeddedTest {
    private static final String REMEDY =
            "; restore it with 'git checkout -- src/main/resources/sdde/data' and build again";

    @Test
    void fashionMnistIsWhole() {
        Images train = new FashionMnist(5000, 0).load(Split.TRAIN);
        Images validation = new FashionMnist(5000, 0).load(Split.VALIDATION);
        Images test = new FashionMnist(5000, 0).load(Split.TEST);

        assertThat(train.size()).isEqualTo(55_000);
        assertThat(counts(train.labels())).containsOnly(5500);
        assertThat(counts(validation.labels())).containsOnly(500);
        assertThat(counts(test.labels())).containsOnly(1000);
    }

    @Test
    void namesADamagedFileAndWhatToDo() {
        Embedded damaged = new Embedded("mnist", Map.of("t10k-images-idx3-ubyte", "0".repeat(64)));

        assertThatThrownBy(() -> damaged.load(Split.TEST, 5000, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("embedded file /sdde/data/mnist/t10k-images-idx3-ubyte.gz is damaged: expected SHA-256 "
                        + "0".repeat(64)
                        + " of its contents, got 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
                        + REMEDY);
    }

    @Test
    void namesAFileCutShortAndWhatToDo() {
        Embedded cut = new Embedded("cut-short", Map.of());

        assertThatThrownBy(() -> cut.load(Split.TEST, 5000, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("embedded file /sdde/data/cut-short/t10k-images-idx3-ubyte.gz is damaged: expected 784"
                        + " entries for [1, 28, 28], got 2" + REMEDY);
    }

    @Test
    void namesAMissingFileAndWhatToDo() {
        Embedded missing = new Embedded("absent", Map.of());

        assertThatThrownBy(() -> missing.load(Split.TRAIN, 5000, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("embedded file /sdde/data/absent/train-images-idx3-ubyte.gz is missing" + REMEDY);
    }

    @Test
    void isReadOnceAProcess() {
        Mnist mnist = new Mnist(5000, 0);

        assertThat(mnist.load(Split.TEST)).isSameAs(new Mnist(6000, 1).load(Split.TEST));
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[10];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        return counts;
    }
}
