package sdde.train.loss;

import static sdde.train.Differentiation.array;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.golden.Golden;

/** Given maps: cropped, standardised, compared. In float64, as the tolerances are those between float32 and float64. */
class MapsGoldenTest {
    private static final Pattern CASE = Pattern.compile("(.+)_([a-z]+)_p(\\d+)");
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("div_maps.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    static java.util.List<String> cases() {
        return golden.cases("(.+_p\\d+)_loss");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientEqualTheAuthors(String name) {
        Matcher parts = CASE.matcher(name);
        if (!parts.matches()) {
            throw new AssertionError("not a case: " + name);
        }
        Similarity similarity = Similarity.named(parts.group(2));
        int padding = Integer.parseInt(parts.group(3));
        UnaryOperator<NDArray> loss =
                maps -> similarity.of(SaliencyMaps.standardised(SaliencyMaps.crop(maps, padding)));

        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray maps = array(manager, golden.input(parts.group(1) + "_maps"));

            golden.check(name + "_loss", doubles(loss.apply(maps)));
            golden.check(name + "_grad", gradient(maps, loss));
        }
    }
}
