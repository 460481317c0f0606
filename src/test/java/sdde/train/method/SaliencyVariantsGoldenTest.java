package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;
import static sdde.train.Differentiation.inGradMode;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.config.Choice;
import sdde.golden.Golden;

/** Every similarity, activation, target and padding of GradCAM on a LeNet ensemble; in float64. */
class SaliencyVariantsGoldenTest {
    private static final Pattern CASE = Pattern.compile("([a-z]+)_([a-z]+)_([a-z_]+)_p(\\d+)");
    private static Golden golden;
    private static GoldenLeNet net;

    @BeforeAll
    static void open() {
        golden = Golden.open("gradcam_variants.npz");
        net = new GoldenLeNet();
    }

    @AfterAll
    static void nothingWasLeftOut() {
        if (net != null) { // the set may lack the file
            net.close();
        }
        Golden.finish(golden);
    }

    static List<String> cases() {
        return golden.cases("loss_(.+_p\\d+)");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientEqualTheAuthors(String name) {
        Matcher parts = CASE.matcher(name);
        assertThat(parts.matches()).as(name).isTrue();
        Method method = Methods.REGISTRY.create(Choice.of(
                "sdde",
                Map.of(
                        "similarity",
                        parts.group(1),
                        "activation",
                        parts.group(2),
                        "target",
                        parts.group(3),
                        "padding",
                        Integer.valueOf(parts.group(4)))));

        inGradMode(net.parameters(), leaf -> golden.check("loss_" + name, doubles(method.diversity(net.step(leaf)))));
        String variant = name.substring(0, parts.start(4) - 2);
        boolean authors = parts.group(4).equals("1") || !golden.has("loss_" + variant + "_p1");
        if (authors) { // the file has gradients for the authors' padding only
            double[] gradient = gradient(net.parameters(), leaf -> method.diversity(net.step(leaf)));
            net.check(golden, "g_" + variant + "_", gradient);
        }
    }
}
