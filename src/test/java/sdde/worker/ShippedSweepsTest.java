package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdde.plan.Plan;
import sdde.plan.Planner;
import sdde.run.RunFolders;

/** The shipped recipes and sweeps against the program's own methods, networks and datasets. */
class ShippedSweepsTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));

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
        "mnist_10_epochs, 9"
    })
    void everyRunOfAShippedSweepCanStart(String name, int runs) {
        Plan plan = new Planner(RunChecks.vocabulary(), ROOT)
                .plan(ROOT.resolve("sweeps/" + name + ".yaml"), new RunFolders(ROOT.resolve("target/no-runs")));

        assertThat(plan.runs()).hasSize(runs);
        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(RunChecks.problems(run.spec())).isEmpty());
    }
}
