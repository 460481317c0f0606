package sdde.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import sdde.train.Differentiation;

class TorchOpsTest {
    @Test
    void theGradientIsAnArrayThatCanBeDifferentiatedAgain() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new double[] {1, 2, 3});

            // y = sum x^3, y' = 3x^2, d sum(y'^2) / dx = 36 x^3
            double[] gradient = Differentiation.gradient(
                    x, leaf -> TorchOps.gradient(leaf.mul(leaf).mul(leaf).sum(), leaf)
                            .square()
                            .sum());

            assertThat(gradient).containsExactly(36, 288, 972);
        }
    }

    @Test
    void theGradientOfTheLogDeterminantIsTheInverse() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new double[] {2, 1, 0.5, 3}, new Shape(1, 2, 2)); // determinant 5.5

            double[] gradient = Differentiation.gradient(
                    x, leaf -> TorchOps.logDeterminant(leaf).sum());

            assertThat(TorchOps.logDeterminant(x).toDoubleArray()[0]).isCloseTo(Math.log(5.5), within(1e-15));
            assertThat(gradient).containsExactly(new double[] {3 / 5.5, -0.5 / 5.5, -1 / 5.5, 2 / 5.5}, within(1e-15));
        }
    }

    @Test
    void theGradientOfTheNormOfZeroIsZero() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new double[] {0, 0, 3, 4}, new Shape(2, 2));

            double[] gradient =
                    Differentiation.gradient(x, leaf -> TorchOps.norm(leaf, 1).sum());

            assertThat(gradient).containsExactly(new double[] {0, 0, 0.6, 0.8}, within(1e-15));
        }
    }

    @Test
    void leavesNothingButTheResult() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new double[] {2, 0, 0, 2}, new Shape(2, 2));
            int before = manager.getManagedArrays().size();

            TorchOps.logDeterminant(x);

            assertThat(manager.getManagedArrays()).hasSize(before + 1);
        }
    }

    @Test
    void keepsTheTypeOfItsArguments() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.eye(2).toType(DataType.FLOAT32, false);

            assertThat(TorchOps.logDeterminant(x).getDataType()).isEqualTo(DataType.FLOAT32);
        }
    }
}
