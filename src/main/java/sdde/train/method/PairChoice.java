package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Which members make up the pairs {@code i < j}, in the order (0, 1), (0, 2), …, (1, 2), …, as a matrix of zeros and ones:
 * applied to all members' shares it sums each pair's two, transposed it gives each member what came of its pairs.
 */
final class PairChoice {
    private final int members;

    PairChoice(int members) {
        this.members = members;
    }

    int pairs() {
        return members * (members - 1) / 2;
    }

    /**
     * The first rows for joint pairs, {@code left_i + right_j}, the last for product pairs, {@code left_i + other_j}.
     *
     * @param like whose manager and type it takes
     * @return (2 pairs, 3 N), columns are left, right and other
     */
    NDArray matrix(NDArray like) {
        float[] chosen = new float[2 * pairs() * 3 * members];
        int joint = 0;
        for (int i = 0; i < members; i++) {
            for (int j = i + 1; j < members; j++, joint++) {
                int product = joint + pairs();
                chosen[joint * 3 * members + i] = 1;
                chosen[joint * 3 * members + members + j] = 1;
                chosen[product * 3 * members + i] = 1;
                chosen[product * 3 * members + 2 * members + j] = 1;
            }
        }
        NDArray matrix = like.getManager().create(chosen, new Shape(2L * pairs(), 3L * members));
        return matrix.toType(like.getDataType(), false);
    }

    /** Where each image went: {@code inverse[order[b]] = b}. */
    static long[] inverse(long[] order) {
        long[] inverse = new long[order.length];
        Arrays.setAll(inverse, b -> 0);
        for (int b = 0; b < order.length; b++) {
            inverse[(int) order[b]] = b;
        }
        return inverse;
    }
}
