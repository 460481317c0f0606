package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.config.Choice;
import sdde.config.Planting;
import sdde.data.Dataset;
import sdde.data.Normalisation;
import sdde.run.Npy;
import sdde.run.RunSpec;
import sdde.train.method.Methods;
import sdde.train.method.PlantedSaliency;
import sdde.train.network.LeNet;

class ProbeTest {
    private static final Dataset.Facts FACTS = new Dataset.Facts(SmallRun.CLASSES, 1, 28, 28, Normalisation.half(1));

    static Stream<Map<String, Object>> variants() {
        return Stream.of(
                Map.of(),
                Map.of("padding", 0),
                Map.of("saliency", "activation"),
                Map.of("saliency", "activation", "activation", "none"),
                Map.of("target", "gt_prob"),
                Map.of("target", "alt_logits"),
                Map.of("target", "alt_probs"),
                Map.of("target", "small_logits"),
                Map.of("target", "max_logit"),
                Map.of("target", "min_logit"),
                Map.of("target", "sum_logits"),
                Map.of("activation", "abs"),
                Map.of("activation", "none"),
                Map.of("similarity", "logdet"),
                Map.of("similarity", "iou"),
                Map.of("similarity", "expcosine"));
    }

    /** The engine's arithmetic and the plain one have nothing in common but the formula. */
    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantIsWhatItsWordsSay(Map<String, Object> parameters) {
        Map<String, Npy> found = probe(sdde(parameters));

        double[] term = array(found, "term");
        assertThat(term[0]).isCloseTo(term[1], within(1e-3 * (1 + Math.abs(term[1]))));
        assertThat(slopesOffBy(found)).isLessThan(0.01);
    }

    @ParameterizedTest
    @EnumSource(PlantedSaliency.Fault.class)
    void plantedFaultsOfTheTermAreSeen(PlantedSaliency.Fault fault) {
        var right = Planting.replace(Methods.REGISTRY, "sdde", PlantedSaliency.of(fault));
        try {
            assertThat(slopesOffBy(probe(sdde(Map.of())))).isGreaterThan(0.1);
        } finally {
            Planting.replace(Methods.REGISTRY, "sdde", right);
        }
    }

    @Test
    void membersAreApartFromEachOtherAndFromTheirStart() {
        RunSpec spec = SmallRun.spec("de", 2, 1);
        try (Ensemble ensemble = new Ensemble(Device.cpu(), new LeNet(), 2, SmallRun.CLASSES)) {
            ensemble.draw(spec.seed());
            Map<String, Npy> found = new Probe(spec, ensemble, FACTS).of(SmallRun.images(64, 5));

            assertThat(found).containsOnlyKeys("apart", "turned");
            assertThat(array(found, "apart")[1])
                    .isEqualTo(array(found, "apart")[2])
                    .isGreaterThan(0.05);
            assertThat(array(found, "turned")[0]).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void whatItLooksAtStaysAsItWas() {
        RunSpec spec = sdde(Map.of());
        try (Ensemble ensemble = new Ensemble(Device.cpu(), new LeNet(), 2, SmallRun.CLASSES)) {
            ensemble.draw(3);
            float[] before = ensemble.parameters().toFloatArray();
            new Probe(spec, ensemble, FACTS).of(SmallRun.images(64, 5));

            assertThat(ensemble.parameters().toFloatArray()).isEqualTo(before);
        }
    }

    private static RunSpec sdde(Map<String, Object> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("lambda", 0.1);
        return SmallRun.spec(new Choice("sdde", new TreeMap<>(all)), 2, 1);
    }

    private static Map<String, Npy> probe(RunSpec spec) {
        try (Ensemble ensemble = new Ensemble(Device.cpu(), new LeNet(), 2, SmallRun.CLASSES)) {
            ensemble.draw(3);
            return new Probe(spec, ensemble, FACTS).of(SmallRun.images(64, 5));
        }
    }

    private static double[] array(Map<String, Npy> found, String name) {
        return Objects.requireNonNull(found.get(name)).doubles();
    }

    private static double slopesOffBy(Map<String, Npy> found) {
        double[] slopes = array(found, "slopes");
        int k = slopes.length / 2;
        double off = 0;
        double size = 0;
        for (int i = 0; i < k; i++) {
            off += Math.pow(slopes[i] - slopes[k + i], 2);
            size += Math.pow(slopes[k + i], 2);
        }
        return Math.sqrt(off / size);
    }
}
