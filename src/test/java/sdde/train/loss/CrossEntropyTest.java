package sdde.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.run.LossReduction;
import sdde.train.Differentiation;

class CrossEntropyTest {
    private static final int BATCH = 4;
    private static final int CLASSES = 3;
    private static final double ROUNDING = 1e-14;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** (members, 4, 3); those of a member do not depend on how many there are. */
    private NDArray logits(int members) {
        double[] values = new double[members * BATCH * CLASSES];
        Arrays.setAll(values, i -> 3 * Math.sin(1.7 * i));
        return manager.create(values).duplicate().reshape(members, BATCH, CLASSES);
    }

    private static long[] labels(int members) {
        long[] labels = new long[members * BATCH];
        Arrays.setAll(labels, i -> i * i % CLASSES);
        return labels;
    }

    private static NDArray loss(NDArray logits, LossReduction reduction) {
        int members = (int) logits.getShape().get(0);
        NDArray target = logits.getManager().create(labels(members)).reshape(members, BATCH);
        return CrossEntropy.of(logits, target, reduction);
    }

    @ParameterizedTest
    @EnumSource(LossReduction.class)
    void isTheMeanOverImagesOfMinusLogP(LossReduction reduction) {
        double[] z = logits(2).toDoubleArray();
        long[] y = labels(2);
        double sum = 0;
        for (int row = 0; row < 2 * BATCH; row++) {
            double[] own = Arrays.copyOfRange(z, row * CLASSES, (row + 1) * CLASSES);
            double norm = Math.log(Arrays.stream(own).map(Math::exp).sum());
            sum += (norm - own[(int) y[row]]) / BATCH;
        }

        double expected = reduction == LossReduction.SUM ? sum : sum / 2;
        assertThat(loss(logits(2), reduction).getDouble()).isCloseTo(expected, within(ROUNDING));
    }

    /** What a member's parameters are moved by: with the sum, the same in every ensemble. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void withTheSumAMembersGradientDoesNotDependOnTheNumberOfMembers(int members) {
        double[] alone = gradient(1, LossReduction.SUM);
        double[] among = gradient(members, LossReduction.SUM);
        double[] averaged = gradient(members, LossReduction.MEAN);

        for (int i = 0; i < alone.length; i++) {
            assertThat(among[i]).isCloseTo(alone[i], within(ROUNDING));
            assertThat(averaged[i] * members).isCloseTo(alone[i], within(ROUNDING));
        }
    }

    @Test
    void aSingleMemberHasNothingToReduce() {
        assertThat(loss(logits(1), LossReduction.SUM).getDouble())
                .isEqualTo(loss(logits(1), LossReduction.MEAN).getDouble());
    }

    private double[] gradient(int members, LossReduction reduction) {
        return Differentiation.gradient(logits(members), leaf -> loss(leaf, reduction));
    }
}
