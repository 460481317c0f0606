package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.run.Npy;
import sdde.train.network.Networks;

class ExplainerTest {
    private static final Dataset.Facts FACTS = new Dataset.Facts(SmallRun.CLASSES, 1, 28, 28, Normalisation.half(1));

    @Test
    void explainsEveryImageTheSameWayTwiceAndLeavesNoArrays() {
        Images images = SmallRun.images(12, 3);
        try (Ensemble ensemble = ensemble(2)) {
            Explainer explainer = new Explainer(ensemble, FACTS, 5);
            Map<String, Npy> first = explainer.explain(images);
            int arrays = ensemble.manager().getManagedArrays().size();
            Map<String, Npy> second = explainer.explain(images);

            assertThat(ensemble.manager().getManagedArrays()).hasSize(arrays);
            assertThat(first.keySet())
                    .containsExactly(
                            "ids",
                            "labels",
                            "saliency",
                            "randomised_saliency",
                            "fractions",
                            "logit",
                            "salient",
                            "random",
                            "randomised");
            assertThat(array(first, "saliency").shape()).containsExactly(12, 28, 28);
            assertThat(array(first, "salient").shape()).containsExactly(3, 12);
            first.forEach((name, values) -> assertThat(values.doubles())
                    .as(name)
                    .containsExactly(array(second, name).doubles()));
            assertThat(Arrays.stream(array(first, "saliency").doubles())).anyMatch(value -> value > 0);
            assertThat(Arrays.stream(array(first, "saliency").doubles())).allMatch(value -> value >= 0);
        }
    }

    @Test
    void looksAtTheFirstMemberAlone() {
        Images images = SmallRun.images(6, 4);
        try (Ensemble two = ensemble(2);
                Ensemble one = ensemble(1)) {
            double[] ofTwo =
                    array(new Explainer(two, FACTS, 5).explain(images), "logit").doubles();
            double[] ofOne =
                    array(new Explainer(one, FACTS, 5).explain(images), "logit").doubles();

            // another number of members may take another kernel, which rounds otherwise; other weights differ in the
            // first digit
            assertThat(ofTwo).containsExactly(ofOne, within(1e-6));
        }
    }

    private static Ensemble ensemble(int members) {
        Ensemble ensemble = new Ensemble(Device.cpu(), Networks.REGISTRY.defaults("lenet"), members, SmallRun.CLASSES);
        ensemble.draw(11);
        return ensemble;
    }

    private static Npy array(Map<String, Npy> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name));
    }
}
