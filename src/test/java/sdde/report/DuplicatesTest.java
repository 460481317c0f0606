package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.report.document.Block.Tone;
import sdde.run.Result;
import sdde.run.RunState;

class DuplicatesTest {
    private final Study study = new SyntheticStudy("notmnist")
            .runs(Choice.of("de"), 0, 1, 2)
            .runs(SyntheticStudy.lambda("sdde", 0), 0.5, 1, 2)
            .build();

    @Test
    void runsOfTheirOwnAreNoDuplicates() {
        assertThat(Duplicates.of(study)).isEmpty();
    }

    @Test
    void twoSeedsWithTheSameWeightsAreNamedInTheReport() {
        Study planted = sameWeights(0, 1);

        assertThat(Duplicates.of(planted)).hasValueSatisfying(warning -> {
            assertThat(warning.tone()).isEqualTo(Tone.CAUTION);
            assertThat(warning.text()).contains("mnist de N=3 seed=1", "mnist de N=3 seed=2");
        });
        assertThat(ReportWriter.files(planted, ReportOptions.DEFAULT).get("report.md"))
                .contains("Runs with the same weights count twice here");
    }

    @Test
    void aMethodWithoutWeightMayBeTheDeepEnsemble() {
        assertThat(Duplicates.of(sameWeights(0, 2))).isEmpty();
    }

    /** The second gets the weights of the first. */
    private Study sameWeights(int first, int second) {
        List<StudyRun> runs = new java.util.ArrayList<>(study.runs());
        String weights = runs.get(first).member().id().hex().repeat(4);
        StudyRun run = runs.get(second);
        runs.set(
                second,
                new StudyRun(
                        run.member(),
                        run.state(),
                        new Result(RunState.SUCCEEDED, 1, 3, weights, "cd".repeat(32), null),
                        run.events(),
                        run.measurements()));
        return Study.of(study.plan(), runs, study.sizes());
    }
}
