package sdde.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.store.Folders;

class NamesTest {
    private static final EvalSet TEST = Folders.SETS.get(0);
    private static final EvalSet OOD = Folders.SETS.get(1);

    @Test
    void aRunIsNamedByWhatTellsItApart() {
        assertThat(Names.run(Folders.sdde(0.005, 3))).isEqualTo("sdde λ=0.005 N=5 seed=3");
        assertThat(Names.run(Folders.de(1))).isEqualTo("de N=3 seed=1");
        assertThat(Names.group(Folders.sdde(0.005, 3))).isEqualTo("mnist sdde λ=0.005 N=5");
    }

    @Test
    void metricsAreGroupedByWhatTheyAreMeasuredOn() {
        EvalSet rotated =
                new EvalSet("mnist-rotated/validation", EvalSet.Role.OOD_VALIDATION, Choice.of("mnist"), "validation");
        EvalSet validation = new EvalSet("mnist/validation", EvalSet.Role.VALIDATION, Choice.of("mnist"), "validation");

        assertThat(Names.metric(of(TEST, "-", "none", "accuracy"), TEST)).isEqualTo("test/accuracy");
        assertThat(Names.metric(of(TEST, "-", "mean-logits", "ece"), TEST)).isEqualTo("test/mean-logits/ece");
        assertThat(Names.metric(of(OOD, "logit-average", "none", "auroc"), OOD))
                .isEqualTo("ood/fashion-mnist/logit-average/auroc");
        assertThat(Names.metric(of(rotated, "minmax", "none", "auroc"), rotated))
                .isEqualTo("ood/mnist-rotated/validation/minmax/auroc");
        assertThat(Names.metric(of(validation, "-", "none", "nll"), validation)).isEqualTo("chosen/nll");
    }

    @Test
    void keysHoldOnlyWhatServersAccept() {
        assertThat(Names.key("mean/sdde λ=0.005 N=5/test[0]=ä")).isEqualTo("mean/sdde lambda 0.005 N 5/test_0___");
        assertThat(Names.key("x".repeat(300))).hasSize(250);
    }

    @Test
    void lambdaIsAParameterOfItsOwn() {
        assertThat(Pages.params(Folders.sdde(0.005, 3)))
                .isEqualTo(Map.ofEntries(
                        Map.entry("dataset", "mnist"),
                        Map.entry("network", "lenet"),
                        Map.entry("method", "sdde"),
                        Map.entry("lambda", "0.005"),
                        Map.entry("ensemble_size", "5"),
                        Map.entry("seed", "3"),
                        Map.entry("train.epochs", "2"),
                        Map.entry("train.batch_size", "128"),
                        Map.entry("train.learning_rate", "0.1"),
                        Map.entry("train.momentum", "0.9"),
                        Map.entry("train.weight_decay", "5.0E-4"),
                        Map.entry("train.augmentation", "none")));
    }

    @Test
    void aServerIsShownWithoutItsCredentials() {
        Server server = Server.of("https://me:geheim@host:8443/mlflow/", Map.of("MLFLOW_TRACKING_TOKEN", "t"));

        assertThat(server).hasToString("https://host:8443/mlflow");
        assertThat(server.user()).isEqualTo("me");
        assertThat(server.password()).isEqualTo("geheim");
        assertThat(server.token()).isNull();
        assertThat(Server.of("http://h", Map.of("MLFLOW_TRACKING_TOKEN", "t")).token())
                .isEqualTo("t");
    }

    private static Measurement of(EvalSet set, String aggregator, String temperature, String metric) {
        return new Measurement(set.name(), aggregator, temperature, metric, 0.5);
    }
}
