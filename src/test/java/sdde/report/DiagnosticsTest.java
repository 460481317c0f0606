package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.Diagnostic.Result.CLEAR;
import static sdde.report.Diagnostic.Result.FINDING;
import static sdde.report.Diagnostic.Result.FOUND;
import static sdde.report.Diagnostic.Result.UNKNOWN;
import static sdde.report.SyntheticStudy.lambda;

import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.RunState;

class DiagnosticsTest {
    private static final Choice DE = Choice.of("de");
    private static final Choice SDDE = lambda("sdde", 0.1);

    private static Diagnostic of(Study study, String id) {
        return Diagnostics.of(Analysis.of(study, ReportOptions.DEFAULT)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static SyntheticStudy pair(double de, double sdde) {
        return new SyntheticStudy("notmnist").runs(DE, de, 1, 2, 3).runs(SDDE, sdde, 1, 2, 3);
    }

    @Test
    void aSoundStudyHasNoSign() {
        Study sound = StoredStudy.of(pair(0, 0.9).build());

        assertThat(Diagnostics.of(Analysis.of(sound, ReportOptions.DEFAULT)))
                .hasSize(10)
                .noneMatch(one -> one.result() == FOUND || one.result() == UNKNOWN);
    }

    @Test
    void aCosineThatIsNotLowerIsFoundWithItsNumbers() {
        Diagnostic found = of(pair(0.9, 0).build(), "cosine-not-lower");

        assertThat(found.result()).isEqualTo(FOUND);
        assertThat(found.evidence()).hasSize(1).allMatch(text -> text.contains("sdde λ=0.1 against"));
        assertThat(found.advice()).contains("λ is too low");
        assertThat(of(pair(0, 0.9).build(), "cosine-not-lower").result()).isEqualTo(CLEAR);
    }

    @Test
    void lostAccuracyAndDetectionAreFound() {
        assertThat(of(pair(0.9, 0).build(), "accuracy-lost").result()).isEqualTo(FOUND);
        assertThat(of(pair(0.9, 0).build(), "detection-no-better").result()).isEqualTo(FOUND);
        assertThat(of(pair(0, 0.9).build(), "accuracy-lost").result()).isEqualTo(CLEAR);
        assertThat(of(pair(0, 0.9).build(), "detection-no-better").result()).isEqualTo(CLEAR);
    }

    /** By construction logit-average is 0.0075 above prob-average, give or take 0.008 a run. */
    @Test
    void logitsBelowProbabilitiesAreAFindingNotAFault() {
        Study study = new SyntheticStudy("notmnist").runs(DE, 0, 1).build();
        Study turned = Study.of(
                study.plan(),
                study.runs().stream()
                        .map(run -> new StudyRun(
                                run.member(),
                                run.state(),
                                run.result(),
                                run.events(),
                                run.measurements().stream()
                                        .map(DiagnosticsTest::exchanged)
                                        .toList()))
                        .toList(),
                study.sizes());

        assertThat(of(study, "logits-not-above").result()).isEqualTo(CLEAR);
        assertThat(of(turned, "logits-not-above").result()).isEqualTo(FINDING);
    }

    private static Measurement exchanged(Measurement one) {
        String other = one.aggregator().equals("logit-average")
                ? "prob-average"
                : one.aggregator().equals("prob-average") ? "logit-average" : one.aggregator();
        return new Measurement(one.evalSet(), other, one.temperature(), one.metric(), one.score());
    }

    @Test
    void aMemberThatNeverLearntIsFoundFromItsLogits() {
        Study study = pair(0, 0.9).build();

        assertThat(of(StoredStudy.withFrozen(study, 1), "collapsed").result()).isEqualTo(FOUND);
        assertThat(of(StoredStudy.withFrozen(study, 1), "lagging").result()).isEqualTo(FOUND);
        assertThat(of(StoredStudy.of(study), "collapsed").result()).isEqualTo(CLEAR);
        assertThat(of(study, "collapsed").result()).isEqualTo(UNKNOWN);
        assertThat(of(study, "collapsed").evidence()).containsExactly("needs stored predictions on the test set");
    }

    @Test
    void divergedRunsAreCounted() {
        Study study = pair(0, 0.9)
                .run(lambda("dice", 0.2), 1, RunState.DIVERGED, 0)
                .run(lambda("dice", 0.2), 2, RunState.SUCCEEDED, 0)
                .build();

        assertThat(of(study, "diverged").result()).isEqualTo(FOUND);
        assertThat(of(study, "diverged").evidence())
                .containsExactly("mnist, lenet, N = 3, dice λ=0.2: 1 of 2 runs diverged");
        assertThat(of(pair(0, 1).build(), "diverged").result()).isEqualTo(CLEAR);
    }
}
