package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sdde.data.Images;
import sdde.data.Split;

class SyntheticTest {
    private static final Synthetic SET = new Synthetic(3, 16, 5, 400, 200, 100, 0, 7);

    @Test
    void hasTheSizesAskedFor() {
        assertThat(SET.load(Split.TRAIN).size()).isEqualTo(300);
        assertThat(SET.load(Split.VALIDATION).size()).isEqualTo(100);
        assertThat(SET.load(Split.TEST).shape()).isEqualTo(new Images.Shape(3, 16, 16));
        assertThat(SET.load(Split.TEST).labels()).startsWith(0, 1, 2, 3, 4, 0);
        assertThat(SET.facts().classes()).isEqualTo(5);
    }

    @Test
    void isAFunctionOfItsSeedAlone() {
        assertThat(SET.load(Split.TEST).sha256()).isEqualTo(SET.load(Split.TEST).sha256());
        assertThat(new Synthetic(3, 16, 5, 400, 200, 100, 0, 8).load(Split.TEST).sha256())
                .isNotEqualTo(SET.load(Split.TEST).sha256());
        assertThat(SET.load(Split.TEST).sha256())
                .isNotEqualTo(SET.load(Split.TRAIN).sha256());
    }

    /** The nearest training image has the right class far more often than by chance. */
    @Test
    void canBeLearned() {
        Images train = SET.load(Split.TRAIN);
        Images test = SET.load(Split.TEST);
        int right = 0;
        for (int i = 0; i < test.size(); i++) {
            right += train.labels()[nearest(train, test, i)] == test.labels()[i] ? 1 : 0;
        }

        assertThat((double) right / test.size()).isGreaterThan(0.6); // by chance 0.2
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new Synthetic(2, 16, 5, 400, 200, 100, 0, 7))
                .hasMessage("channels must be 1 or 3, got 2");
        assertThatThrownBy(() -> new Synthetic(3, 1024, 5, 100_000, 200, 100, 0, 7))
                .hasMessage("images must fit into 2 GiB, got 314572800000 bytes");
    }

    private static int nearest(Images train, Images test, int image) {
        byte[] a = new byte[train.shape().bytes()];
        byte[] b = new byte[train.shape().bytes()];
        test.read(image, a);
        long best = Long.MAX_VALUE;
        int nearest = -1;
        for (int row = 0; row < train.size(); row++) {
            train.read(row, b);
            long distance = 0;
            for (int i = 0; i < a.length; i++) {
                int difference = (a[i] & 0xff) - (b[i] & 0xff);
                distance += (long) difference * difference;
            }
            if (distance < best) {
                best = distance;
                nearest = row;
            }
        }
        return nearest;
    }
}
