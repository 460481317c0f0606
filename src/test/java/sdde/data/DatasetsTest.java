package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;

class DatasetsTest {
    @Test
    void listsEveryDatasetByTheNameAUserWrites() {
        assertThat(Datasets.REGISTRY.names())
                .containsExactly(
                        "mnist",
                        "fashion-mnist",
                        "cifar10",
                        "cifar100",
                        "kmnist",
                        "notmnist",
                        "notmnist-10k",
                        "svhn",
                        "tiny-imagenet",
                        "textures",
                        "places365-small",
                        "cifar10-c",
                        "cifar100-c",
                        "idx",
                        "folder",
                        "npz",
                        "letters",
                        "synthetic",
                        "held-out",
                        "shift");
    }

    @Test
    void parametersHaveDefaults() {
        assertThat(Datasets.REGISTRY.complete(Choice.of("mnist")))
                .hasToString("mnist{split_seed=0, validation_size=5000}");
        assertThat(Datasets.REGISTRY.complete(Choice.of("fashion-mnist")))
                .hasToString("fashion-mnist{split_seed=0, validation_size=5000}");
        assertThat(Datasets.REGISTRY.complete(Choice.of("cifar10")))
                .hasToString("cifar10{batches=5, folder=, sha256=, split_seed=0, validation_size=5000}");
        assertThat(Datasets.REGISTRY.complete(Choice.of("idx")))
                .hasToString(
                        "idx{images=, labels=, labels_sha256=, sha256=, split_seed=0, test_size=0, validation_size=500}");
        assertThat(Datasets.REGISTRY.complete(Choice.of("shift")))
                .hasToString(
                        "shift{kind=rotation, of=mnist, path=, seed=0, severity=0, split_seed=0, validation_size=5000}");
    }

    /** Told without loading, for plans. */
    @Test
    void sizesAreThoseOfTheImagesThatAreLoaded() {
        for (Choice choice : List.of(
                Choice.of("mnist"),
                Choice.of("fashion-mnist", Map.of("validation_size", 7)),
                Choice.of("synthetic"),
                Choice.of("shift", Map.of("of", "mnist", "validation_size", 9)),
                Choice.of("held-out"))) {
            Dataset dataset = Datasets.REGISTRY.create(choice);
            for (Split split : Split.values()) {
                assertThat(dataset.size(split))
                        .as(choice + " " + split)
                        .isEqualTo(dataset.load(split).size());
            }
        }
    }
}
