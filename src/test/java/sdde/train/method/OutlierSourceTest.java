package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class OutlierSourceTest {
    private static final byte[] TWO_IMAGES = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4};

    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Choice complete(String method, Path outliers) {
        return Methods.REGISTRY.pinned(Choice.of(method, Map.of("outliers", outliers.toString())));
    }

    private static RunId id(Choice method) {
        TrainSettings train = new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none");
        return new RunSpec(Choice.of("mnist"), Choice.of("lenet"), method, 2, 1, train).id();
    }

    @Test
    void aNamedDatasetGivesItsTrainingImages() {
        Images images = new OutlierSource("fashion-mnist", "", 256).load();

        assertThat(images.sha256())
                .isEqualTo(Datasets.REGISTRY
                        .create(Choice.of("fashion-mnist"))
                        .load(Split.TRAIN)
                        .sha256());
        assertThat(images.size()).isEqualTo(55_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oe", "sdde-ood"})
    void aFileCountsByItsContentAndNotByItsPath(String method) throws IOException {
        byte[] others = TWO_IMAGES.clone();
        others[others.length - 1] = 9;
        Choice here = complete(method, file("here", TWO_IMAGES));
        Choice there = complete(method, file("there", TWO_IMAGES));
        Choice changed = complete(method, file("changed", others));

        assertThat(here).isNotEqualTo(there);
        assertThat(id(here)).isEqualTo(id(there)).isNotEqualTo(id(changed));
        assertThat(here.parameters().get("outliers_sha256"))
                .isEqualTo(new OutlierSource(folder.resolve("there").toString(), "", 1)
                        .load()
                        .sha256());
    }

    @Test
    void aFileThatHasChangedSinceThePlanIsRefused() throws IOException {
        Path file = file("outliers", TWO_IMAGES);
        String planned = String.valueOf(
                new OutlierSource(file.toString(), "", 1).contents().get("outliers_sha256"));
        byte[] others = TWO_IMAGES.clone();
        others[others.length - 1] = 9;
        Files.write(file, others);

        assertThatThrownBy(() -> new OutlierSource(file.toString(), planned, 1).load())
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("outliers '%s': expected images with SHA-256 %s, got ", file, planned)
                .hasMessageEndingWith("; put the former images back, or leave outliers_sha256 out");
    }

    @Test
    void aSlipOfThePenIsNeitherADatasetNorAFile() {
        assertThatThrownBy(() -> complete("oe", folder.resolve("fashion-mnits")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "outliers '%s' is neither a dataset nor a file; did you mean 'fashion-mnist'? known datasets: [mnist, fashion-mnist, ",
                        folder.resolve("fashion-mnits"));
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Methods.REGISTRY.create(Choice.of("oe", Map.of("outlier_batch_size", 0))))
                .hasMessage("method 'oe': outlier_batch_size must be >= 1, got 0");
        assertThatThrownBy(() -> Methods.REGISTRY.create(Choice.of("oe", Map.of("outliers_sha256", "f"))))
                .hasMessage("method 'oe': outliers_sha256 must be 64 lower-case hex digits, got 'f'");
        assertThatThrownBy(() -> Methods.REGISTRY.create(Choice.of("sdde-ood", Map.of("exposure", -1.0))))
                .hasMessage("method 'sdde-ood': exposure must be >= 0, got -1.0");
    }
}
