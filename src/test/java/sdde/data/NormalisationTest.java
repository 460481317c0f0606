package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    @Test
    void halfReachesFromMinusOneToOne() {
        float[] table = Normalisation.half(3).table(2);

        assertThat(table).hasSize(256);
        assertThat(table[0]).isEqualTo(-1f);
        assertThat(table[255]).isEqualTo(1f);
    }

    @Test
    void computesInSinglePrecision() {
        Normalisation cifar = new Normalisation(List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616));

        assertThat(cifar.table(1)[37]).isEqualTo((37 / 255f - 0.4822f) / 0.2435f);
    }

    @Test
    void refusesWhatIsNoNormalisation() {
        assertThatThrownBy(() -> new Normalisation(List.of(0.5), List.of()))
                .hasMessage("mean and std must be as many, got [0.5] and []");
        assertThatThrownBy(() -> new Normalisation(List.of(1.5), List.of(0.5)))
                .hasMessage("mean must be in [0, 1], got [1.5]");
        assertThatThrownBy(() -> new Normalisation(List.of(0.5), List.of(0.0)))
                .hasMessage("std must be in (0, 1], got [0.0]");
    }
}
