package sdde.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
