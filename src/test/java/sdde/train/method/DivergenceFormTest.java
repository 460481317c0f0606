package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DivergenceFormTest {
    @Test
    void bothFormsAreTheSameNumberInFloat64() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = manager.create(new double[] {-50, -5, -1, 0, 1, 5, 12, 20});

            double[] stable = doubles(DivergenceForm.STABLE.logRatio(logits));

            assertThat(stable).containsExactly(doubles(DivergenceForm.PAPER.logRatio(logits)), within(1e-5));
            assertThat(stable[3]).isCloseTo(-1e-6, within(1e-11));
        }
    }

    @Test
    void onlyTheStableFormSurvivesAConfidentDiscriminatorInFloat32() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = manager.create(new float[] {-100, 100});
            ConditionalRedundancy stable = ConditionalRedundancy.DEFAULT;
            ConditionalRedundancy paper = new ConditionalRedundancy(0.2, 16, 20, 1e-3, 1, DivergenceForm.PAPER);

            assertThat(Arrays.stream(gradient(logits, leaf -> stable.loss(leaf))))
                    .allMatch(Double::isFinite);
            assertThat(gradient(logits, leaf -> paper.loss(leaf))[0]).isNaN();
        }
    }
}
