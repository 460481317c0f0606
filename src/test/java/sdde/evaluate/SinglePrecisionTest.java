package sdde.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against {@code torch.nn.functional.cross_entropy} of PyTorch 2.7.1, to the bit. */
class SinglePrecisionTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1.0986123085021973",
        "1, 2, 0.5, 1.4643688201904297",
        "-7, 2, 2.5, 9.97412395477295",
        // one unit in the last place beside the nearest float
        "1.33, 3.94, 0.42, 2.708155393600464",
        "1.75, -0.67, 1.66, 0.6945725083351135",
        "1.36, 1.54, -0.22, 0.8767980337142944",
        "-0.05, -0.62, -2.83, 0.48708438873291016",
        "0.26, -2.6, -0.76, 0.34915122389793396"
    })
    void crossEntropyIsPyTorchs(float first, float second, float third, float expected) {
        float loss = SinglePrecision.crossEntropy(new float[] {first, second, third}, new int[] {0}, 1);

        assertThat(loss).isEqualTo(expected);
    }

    @Test
    void itsExponentialAndLogarithmAreOffByOneUnitAtMost() {
        for (float x = 0; x > -103; x -= 0.01f) {
            assertThat(Math.abs(VectorMath.exp(x) - Math.exp(x)))
                    .as("exp %s", x)
                    .isLessThanOrEqualTo(Math.ulp((float) Math.exp(x)));
        }
        for (float x = 1; x < 1000; x *= 1.001f) {
            assertThat(Math.abs(VectorMath.log(x) - Math.log(x)))
                    .as("log %s", x)
                    .isLessThanOrEqualTo(Math.ulp((float) Math.log(x)));
        }
    }

    @Test
    void whatIsFarBelowTheLargestIsNothing() {
        assertThat(VectorMath.exp(-200)).isZero();
        assertThat(VectorMath.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(VectorMath.exp(Float.NaN)).isNaN();
        assertThat(VectorMath.log(1)).isZero();
    }
}
