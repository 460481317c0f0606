package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.report.statistics.Bootstrap;
import sdde.report.statistics.DeLong;
import sdde.report.statistics.Interval;

class StoredLogitsTest {
    private static final Study STUDY = StoredStudy.of(
            new SyntheticStudy("notmnist").runs(Choice.of("de"), 0, 1, 2, 3).build());

    private static StoredLogits.Row row() {
        Analysis analysis = Analysis.of(STUDY, ReportOptions.DEFAULT);
        return analysis.logits()
                .of(analysis.groups().get(0), ReportOptions.DEFAULT)
                .values()
                .iterator()
                .next();
    }

    private static Predictions predictions(int run, String set) {
        return STUDY.evidence()
                .shelf()
                .predictions(STUDY.runs().get(run).member().id(), set)
                .orElseThrow();
    }

    @Test
    void theFullEnsembleIsTheLastOfItsSizes() {
        Outputs known = predictions(0, "mnist/test").outputs();
        Outputs other = predictions(0, "notmnist/test").outputs();
        double[] id = confidences(known);
        double[] ood = confidences(other);
        RunLogits run = row().runs().get(0);
        List<Double> sizes = run.aurocBySize().getOrDefault("notmnist/test", List.of());

        assertThat(sizes).hasSize(StoredStudy.MEMBERS);
        assertThat(sizes.get(StoredStudy.MEMBERS - 1))
                .isCloseTo(Roc.of(id, ood).orElseThrow().area(), within(1e-12));
        assertThat(deLong(run).aucB()).isCloseTo(Roc.of(id, ood).orElseThrow().area(), within(1e-12));
    }

    private static DeLong deLong(RunLogits run) {
        return Objects.requireNonNull(run.deLong().get("notmnist/test"));
    }

    private static double[] confidences(Outputs outputs) {
        double[] confidences = new double[outputs.size()];
        Arrays.setAll(confidences, outputs::largestMeanLogit);
        return confidences;
    }

    @Test
    void theMeanMemberIsTheFirstOfTheSizes() {
        RunLogits run = row().runs().get(0);
        double mean = run.members().stream().mapToDouble(a -> a).average().orElseThrow();

        assertThat(run.accuracyBySize().get(0)).isCloseTo(mean, within(1e-12));
        assertThat(run.accuracyBySize().get(StoredStudy.MEMBERS - 1)).isGreaterThan(mean);
    }

    @Test
    void allSubsetsUpToTwentyElseRings() {
        assertThat(SubEnsembles.subsets(5, 2)).hasSize(10);
        assertThat(SubEnsembles.subsets(6, 3)).hasSize(20);
        assertThat(SubEnsembles.subsets(10, 4)).hasSize(10).allMatch(sub -> sub.length == 4);
        assertThat(SubEnsembles.subsets(30, 30)).hasSize(1);
    }

    @Test
    void nestedIntervalsHoldTheMeanGainAndAreTheSameEachTime() {
        Interval interval = row().nested("notmnist/test");
        double mean = row().runs().stream()
                .mapToDouble(run -> deLong(run).difference())
                .average()
                .orElseThrow();

        assertThat(interval.low()).isLessThan(mean);
        assertThat(interval.high()).isGreaterThan(mean);
        assertThat(row().nested("notmnist/test")).isEqualTo(interval);
        assertThat(row().nested("unknown")).isEqualTo(Interval.UNDEFINED);
    }

    /** Of two identical scores every draw differs by nothing, ties or not. */
    @Test
    void equalScoresHaveNoGain() {
        double[] id = {3, 2, 2, 1};
        double[] ood = {2, 1, 0};
        PairedAuroc pair = new PairedAuroc(id, ood, id, ood);

        assertThat(PairedAuroc.nested(List.of(pair), new Bootstrap(0.95, 50, new SplittableRandom(1))))
                .isEqualTo(new Interval(0, 0));
        assertThat(pair.deLong().aucA()).isCloseTo(9.5 / 12, within(1e-12));
    }

    @Test
    void aRunWithoutPredictionsIsLeftOut() {
        Study bare = new SyntheticStudy("notmnist").runs(Choice.of("de"), 0, 1).build();
        Analysis analysis = Analysis.of(bare, ReportOptions.DEFAULT);

        assertThat(analysis.logits().of(analysis.groups().get(0), ReportOptions.DEFAULT))
                .isEqualTo(Map.of());
    }
}
