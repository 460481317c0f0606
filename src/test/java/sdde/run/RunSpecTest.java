package sdde.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;

/** What is in a run's id, and that it stays what it was. */
class RunSpecTest {
    private static RunSpec spec(Choice network, LossReduction reduction) {
        TrainSettings train = new TrainSettings(50, 128, 0.1, 0.9, 5e-4, "flip-crop", reduction);
        Choice dataset = Choice.of("mnist", Map.of("split_seed", 0, "validation_size", 5000));
        return new RunSpec(dataset, network, Choice.of("de"), 5, 1, train);
    }

    private static RunSpec usual() {
        return spec(Choice.of("lenet"), LossReduction.MEAN);
    }

    /** As it was before there were widths and reductions: a finished run must be found again. */
    @Test
    void theUsualRunKeepsItsJson() {
        assertThat(Json.line(usual()))
                .isEqualTo(
                        "{\"dataset\":{\"name\":\"mnist\",\"parameters\":{\"split_seed\":0,\"validation_size\":5000}},"
                                + "\"ensemble_size\":5,\"method\":{\"name\":\"de\",\"parameters\":{}},"
                                + "\"network\":{\"name\":\"lenet\",\"parameters\":{}},\"seed\":1,"
                                + "\"train\":{\"augmentation\":\"flip-crop\",\"batch_size\":128,\"epochs\":50,"
                                + "\"learning_rate\":0.1,\"momentum\":0.9,\"weight_decay\":5.0E-4}}");
    }

    /** The id is the hash of what Json writes, however it is put together, and whoever asks. */
    @Test
    void anIdIsTheHashOfTheWholeJson() {
        RunSpec wide = spec(Choice.of("resnet18-32", Map.of("width", 16)), LossReduction.SUM);
        RunSpec own = new RunSpec(
                Choice.of("idx", Map.of("images", "a/b.gz", "sha256", "ab", "classes", 10)),
                Choice.of("lenet"),
                Choice.of("sdde", Map.of("lambda", 1e-7, "outliers", "c d/\"é\"", "outliers_sha256", "cd")),
                3,
                Long.MAX_VALUE,
                new TrainSettings(1, 1, 1e-10, 0.9, 5e-4, "none", LossReduction.MEAN, 7));
        RunSpec ownWithoutPaths = new RunSpec(
                Choice.of("idx", Map.of("sha256", "ab", "classes", 10)),
                own.network(),
                Choice.of("sdde", Map.of("lambda", 1e-7, "outliers_sha256", "cd")),
                3,
                Long.MAX_VALUE,
                own.train());

        for (RunSpec spec : List.of(usual(), wide, ownWithoutPaths)) {
            assertThat(spec.id().hex())
                    .isEqualTo(Hashes.of("numerics " + RunSpec.NUMERICS + "\n" + Json.line(spec))
                            .substring(0, 16));
        }
        assertThat(own.id()).isEqualTo(ownWithoutPaths.id());
        assertThat(RunSpec.ids(List.of(wide, usual(), own, usual())))
                .containsExactly(wide.id(), usual().id(), own.id(), usual().id());
    }

    @Test
    void theSumOverMembersIsAnotherRun() throws IOException {
        RunSpec sum = spec(Choice.of("lenet"), LossReduction.SUM);

        assertThat(Json.line(sum)).contains("\"loss_reduction\":\"sum\"");
        assertThat(sum.id()).isNotEqualTo(usual().id());
        assertThat(Json.MAPPER.readValue(Json.line(sum), RunSpec.class)).isEqualTo(sum);
        assertThat(Json.MAPPER.readValue(Json.line(usual()), RunSpec.class)).isEqualTo(usual());
    }

    @Test
    void aRunOnFewImagesIsAnotherRun() throws IOException {
        TrainSettings usual = usual().train();
        TrainSettings few = new TrainSettings(50, 128, 0.1, 0.9, 5e-4, "flip-crop", LossReduction.MEAN, 256);
        RunSpec run = new RunSpec(usual().dataset(), usual().network(), usual().method(), 5, 1, few);

        assertThat(usual.images()).isZero();
        assertThat(run.id()).isNotEqualTo(usual().id());
        assertThat(Json.line(run)).contains("\"images\":256");
        assertThat(Json.MAPPER.readValue(Json.line(run), RunSpec.class)).isEqualTo(run);
    }

    @Test
    void theWidthOfANetworkIsPartOfTheId() {
        RunSpec narrow = spec(Choice.of("resnet18-32", Map.of("width", 16)), LossReduction.MEAN);
        RunSpec wide = spec(Choice.of("resnet18-32", Map.of("width", 64)), LossReduction.MEAN);

        assertThat(narrow.id()).isNotEqualTo(wide.id());
    }
}
