package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import sdde.config.SmallVocabulary;
import sdde.run.RunFolders;

class PlannerTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));

    @Test
    void quickstartIsFiveMethodsOnTwoSeeds() {
        Plan plan = new Planner(SmallVocabulary.vocabulary(), ROOT)
                .plan(ROOT.resolve("sweeps/quickstart.yaml"), new RunFolders(ROOT.resolve("target/no-runs")));

        assertThat(plan.runs()).hasSize(10);
        assertThat(plan.runs().get(0).spec().title()).isEqualTo("mnist de N=3 seed=1");
        assertThat(plan.runs().get(4).spec().title()).isEqualTo("mnist sdde λ=0.1 N=3 seed=1");
        assertThat(plan.runs().get(0).evalSets()).hasSize(6);
        assertThat(plan.freeze(0).members()).hasSize(10);
    }
}
