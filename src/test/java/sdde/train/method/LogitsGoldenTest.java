package sdde.train.method;

import static sdde.train.Differentiation.array;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.golden.Golden;
import sdde.train.loss.OutlierExposure;

/** NCL, ADP and outlier exposure on given logits. In float64, as the tolerances are those between float32 and float64. */
class LogitsGoldenTest {
    private static AdaptiveDiversity adp = new AdaptiveDiversity(0.1, 2, 0.5);
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("div_logits.npz");
        double alpha = golden.stated("alpha " + Golden.NUMBER, adp.alpha());
        double beta = golden.stated("beta " + Golden.NUMBER, adp.beta());
        adp = new AdaptiveDiversity(0.1, alpha, beta);
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    static List<String> cases() {
        return golden.cases("(.+)_logits");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossesAndGradientsEqualTheAuthors(String prefix) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = array(manager, golden.input(prefix + "_logits"));
            NDArray labels = array(manager, golden.input(prefix + "_labels"));

            check(prefix + "_ncl", logits, NegativeCorrelation::loss);
            check(prefix + "_adp", logits, z -> adp.loss(z, labels));
            check(prefix + "_oe", logits, OutlierExposure::loss);
        }
    }

    private static void check(String name, NDArray logits, UnaryOperator<NDArray> loss) {
        if (golden.has(name + "_loss")) {
            golden.check(name + "_loss", doubles(loss.apply(logits)));
            golden.check(name + "_grad", gradient(logits, loss));
        }
    }
}
