package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdde.config.Measures;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.data.files.DataFolder;
import sdde.plan.Plan;
import sdde.plan.Planner;
import sdde.run.RunFolders;

/** The shipped recipes and sweeps against the program's own methods, networks and datasets. */
class ShippedSweepsTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));

    /** Those that shipped claims name. */
    private static final Measures MEASURES = new Measures(
            Map.of("auroc", Measures.Kind.DETECTION),
            Map.of("U_l_avg", "logit-average", "logit-average", "logit-average", "prob-average", "prob-average"));

    @ParameterizedTest
    @CsvSource({
        "quickstart, 10",
        "smoke, 2",
        "lambda_grid, 522",
        "ensemble_size, 30",
        "aggregators, 20",
        "saliency_ablation, 21",
        "diversity_mechanisms, 27",
        "tradeoff, 30",
        "mnist_10_epochs, 9",
        "paper_mnist, 25",
        "ood_shift, 10"
    })
    void everyRunOfAShippedSweepCanStart(String name, int runs) {
        Plan plan = new Planner(RunChecks.vocabulary().with(MEASURES), ROOT)
                .plan(ROOT.resolve("sweeps/" + name + ".yaml"), new RunFolders(ROOT.resolve("target/no-runs")));

        assertThat(plan.runs()).hasSize(runs);
        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(RunChecks.problems(run.spec())).isEmpty());
    }

    /** Their data do not ship; the smoke forms of all sweeps are planned in SmokeFormTest. */
    @ParameterizedTest
    @CsvSource({"paper_cifar10, cifar10", "paper_cifar100, cifar100", "paper_tiny_imagenet, tiny-imagenet"})
    void aSweepWithoutItsDataNamesTheCommandThatBringsThem(String name, String dataset, @TempDir Path empty) {
        DataFolder before = DataFolder.current();
        new DataFolder(empty).use();
        try {
            assertThatThrownBy(() -> new Planner(RunChecks.vocabulary(), ROOT)
                            .plan(ROOT.resolve("sweeps/" + name + ".yaml"), new RunFolders(empty))
                            .runs()
                            .forEach(run -> Datasets.REGISTRY
                                    .create(run.spec().dataset())
                                    .checkFiles()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("bin/sweep data fetch " + dataset);
        } finally {
            before.use();
        }
    }
}
