package sdde.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.run.Npy;
import sdde.run.Npz;

class PredictionsTest {
    private static final Npy LOGITS = Npy.float32(new float[] {1, 2, 3, 4, 5, 7}, 1, 2, 3);
    private static final Npy LABELS = Npy.int64(new long[] {2, 0}, 2);

    @Test
    void dividesLogitsInDoublePrecision() {
        Outputs outputs =
                Predictions.of(Map.of("logits", LOGITS, "labels", LABELS)).at(3);

        assertThat(outputs.logit(0, 1, 2)).isEqualTo(7 / 3.0);
        assertThat(outputs.prediction(0)).isEqualTo(2);
    }

    @Test
    void refusesLabelsOfAnotherSize() {
        Map<String, Npy> arrays = Map.of("logits", LOGITS, "labels", Npy.int64(new long[3], 3));

        assertThatThrownBy(() -> Predictions.of(arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be [2], got [3]");
    }

    @Test
    void refusesLogitsWithoutMembers() {
        Map<String, Npy> arrays = Map.of("logits", Npy.float32(new float[6], 2, 3), "labels", LABELS);

        assertThatThrownBy(() -> Predictions.of(arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("logits must be (N, B, C), got [2, 3]");
    }

    @Test
    void namesTheFileThatLacksAnArray(@TempDir Path folder) {
        Path file = folder.resolve("x.npz");
        Npz.write(file, Map.of("labels", LABELS));

        assertThatThrownBy(() -> Predictions.read(file))
                .isInstanceOf(UserError.class)
                .hasMessage(file + ": predictions need logits and labels, got [labels]");
    }
}
