package sdde.train.loss;

import static sdde.train.Differentiation.array;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.golden.Golden;

/** What GradCAM differentiates, summed over the batch; in float64. */
class TargetGoldenTest {
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("gradcam_outputs.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    static List<Arguments> cases() {
        return golden.cases("(.+)_logits").stream()
                .flatMap(prefix -> Arrays.stream(Target.values()).map(target -> Arguments.of(prefix, target)))
                .filter(one -> golden.has(name(one.get()[0], one.get()[1])))
                .toList();
    }

    private static String name(Object prefix, Object target) {
        return prefix + "_" + ((Target) target).label();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoreAndGradientEqualTheAuthors(String prefix, Target target) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = array(manager, golden.input(prefix + "_logits"));
            NDArray labels = array(manager, golden.input(prefix + "_labels"));

            golden.check(name(prefix, target), doubles(target.of(logits, labels).sum(new int[] {1})));
            golden.check(name(prefix, target) + "_grad", gradient(logits, leaf -> target.of(leaf, labels)
                    .sum()));
        }
    }
}
