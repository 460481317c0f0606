package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;

class HeldOutTest {
    private static final HeldOut KNOWN = new HeldOut("mnist", 6, "known", 1, 5000, 0);
    private static final HeldOut UNKNOWN = new HeldOut("mnist", 6, "unknown", 1, 5000, 0);

    @Test
    void cutsTheClassesInTwo() {
        Images known = KNOWN.load(Split.TEST);
        Images unknown = UNKNOWN.load(Split.TEST);

        assertThat(known.size() + unknown.size()).isEqualTo(10_000);
        assertThat(Arrays.stream(known.labels()).distinct().sorted()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Arrays.stream(unknown.labels()).distinct().sorted()).containsExactly(0, 1, 2, 3);
        assertThat(KNOWN.facts().classes()).isEqualTo(6);
        assertThat(UNKNOWN.facts().classes()).isEqualTo(4);
        Set<String> names = new HashSet<>(KNOWN.classNames());
        assertThat(names).hasSize(6).doesNotContainAnyElementsOf(UNKNOWN.classNames());
    }

    @Test
    void labelsFollowTheNames() {
        Images test = new Mnist(5000, 0).load(Split.TEST);
        Images known = KNOWN.load(Split.TEST);

        for (int i = 0; i < known.size(); i++) {
            int digit = test.labels()[(int) known.ids()[i]]; // ids of the test split are rows
            assertThat(KNOWN.classNames().get(known.labels()[i])).isEqualTo(Integer.toString(digit));
        }
    }

    @Test
    void theSeedSettlesWhichAreKnown() {
        assertThat(new HeldOut("mnist", 6, "known", 1, 5000, 0).classNames()).isEqualTo(KNOWN.classNames());
        assertThat(new HeldOut("mnist", 6, "known", 2, 5000, 0).classNames()).isNotEqualTo(KNOWN.classNames());
    }

    @Test
    void leavesAtLeastOneUnknown() {
        assertThatThrownBy(() -> new HeldOut("mnist", 10, "known", 0, 5000, 0).facts())
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'held-out': known must be less than the 10 classes of dataset 'mnist', got 10");
    }
}
