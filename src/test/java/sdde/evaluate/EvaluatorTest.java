package sdde.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.aggregator.FeatureAggregators;
import sdde.run.EvalSet;

class EvaluatorTest {
    @TempDir
    private Path folder;

    @Test
    void everyAggregatorIsMeasuredOnEveryOodSetWithAndWithoutItsOwnTemperature() {
        List<Measurement> rows = evaluate(5);

        for (EvalSet set : List.of(StoredRun.SHIFT, StoredRun.NEAR, StoredRun.NEAR_TOO, StoredRun.FAR)) {
            for (String name : Aggregators.REGISTRY.names()) {
                Set<String> temperatures = rows.stream()
                        .filter(row -> row.evalSet().equals(set.name())
                                && row.aggregator().equals(name)
                                && row.metric().equals("auroc"))
                        .map(Measurement::temperature)
                        .collect(Collectors.toSet());
                String own = Aggregators.named(name).pooling().label();
                assertThat(temperatures).as(name).containsExactlyInAnyOrder("none", own);
            }
        }
    }

    @Test
    void nearIsTheUnweightedMeanOverItsSets() {
        List<Measurement> rows = evaluate(3);

        double mean = score(rows, "ood-near/mean", "minmax", "none", "fpr95");
        double first = score(rows, "b/test", "minmax", "none", "fpr95");
        double second = score(rows, "c/test", "minmax", "none", "fpr95");
        assertThat(mean).isCloseTo((first + second) / 2, within(1e-15));
        assertThat(score(rows, "ood-far/mean", "energy", "none", "auroc"))
                .isEqualTo(score(rows, "d/test", "energy", "none", "auroc"));
    }

    @Test
    void eachPoolingHasItsTemperatureAndTheyDiffer() {
        List<Measurement> rows = evaluate(5);

        double logits = score(rows, "a/validation", "-", "mean-logits", "temperature");
        double probabilities = score(rows, "a/validation", "-", "mean-probabilities", "temperature");
        double paper = score(rows, "a/validation", "-", "mean-logits", "temperature_paper");

        assertThat(logits).isNotEqualTo(probabilities);
        assertThat(Math.log(paper)).isCloseTo(Math.log(logits), within(2e-3));
    }

    @Test
    void scalingNeverRaisesTheLossOnTheSetItWasFittedOn() {
        List<Measurement> rows = evaluate(5);

        assertThat(score(rows, "a/validation", "-", "mean-logits", "nll"))
                .isLessThan(score(rows, "a/validation", "-", "none", "nll"));
        assertThat(score(rows, "a/validation", "prob-average", "mean-probabilities", "nll"))
                .isLessThan(score(rows, "a/validation", "prob-average", "none", "nll"));
        assertThat(score(rows, "a/test", "-", "mean-logits", "accuracy"))
                .isEqualTo(score(rows, "a/test", "-", "none", "accuracy"));
    }

    @Test
    void aSingleMemberHasNoSpreadAndNoPairs() {
        List<Measurement> rows = evaluate(1);

        assertThat(rows).noneMatch(row -> Double.isNaN(row.score()));
        assertThat(rows.stream().map(Measurement::aggregator).collect(Collectors.toSet()))
                .contains("minmax", "mutual-information")
                .doesNotContain("maxstd", "stdmax", "prob-maxstd", "expected-pairwise-kl");
        assertThat(rows.stream().map(Measurement::metric).collect(Collectors.toSet()))
                .contains("member_accuracy", "ensemble_gain")
                .doesNotContain("disagreement", "cka", "cam_cosine", "cam_cosine_floor");
    }

    @Test
    void theSaliencyCosineIsRescaledFromItsFloor() {
        List<Measurement> rows = evaluate(5);
        double raw = score(rows, "b/test", "-", "none", "cam_cosine");

        assertThat(score(rows, "b/test", "-", "none", "cam_cosine_floor")).isEqualTo(-0.25);
        assertThat(score(rows, "b/test", "-", "none", "cam_cosine_rescaled"))
                .isCloseTo((raw + 0.25) / 1.25, within(1e-15));
    }

    @Test
    void nothingIsMeasuredTwiceAndTheOrderIsAlwaysTheSame() {
        List<Measurement> rows = evaluate(3);

        assertThat(rows.stream().map(row -> List.of(row.evalSet(), row.aggregator(), row.temperature(), row.metric())))
                .doesNotHaveDuplicates();
        assertThat(evaluate(3)).isEqualTo(rows);
    }

    @Test
    void aggregatorsOfFeaturesAreMeasuredWhereTrainingFeaturesAreStored() {
        StoredRun run = new StoredRun(folder, 2, 6).writeTrainingFeatures();
        StoredRun.ALL.forEach(set -> run.write(set, 100));

        List<Measurement> rows = Evaluator.evaluate(run.files(), StoredRun.ALL);

        for (String name : FeatureAggregators.REGISTRY.names()) {
            List<Measurement> own =
                    rows.stream().filter(row -> row.aggregator().equals(name)).toList();
            assertThat(own).as(name).allMatch(row -> row.temperature().equals("none"));
            assertThat(own.stream().filter(row -> row.metric().equals("auroc")).map(Measurement::evalSet))
                    .containsExactlyInAnyOrder(
                            "a/shift",
                            "ood-validation/mean",
                            "b/test",
                            "c/test",
                            "ood-near/mean",
                            "d/test",
                            "ood-far/mean");
            assertThat(own.stream().filter(row -> row.metric().equals("aurc")).map(Measurement::evalSet))
                    .containsExactlyInAnyOrder("a/validation", "a/test");
        }
    }

    @Test
    void withoutTrainingFeaturesTheirAggregatorsHaveNoRows() {
        assertThat(evaluate(2))
                .extracting(Measurement::aggregator)
                .doesNotContainAnyElementsOf(FeatureAggregators.REGISTRY.names());
    }

    @Test
    void refusesTrainingFeaturesOfAnotherEnsemble() {
        StoredRun other = new StoredRun(folder, 3, 6).writeTrainingFeatures();
        new StoredRun(folder, 2, 6).write(StoredRun.TEST, 10);

        assertThatThrownBy(() -> Evaluator.evaluate(other.files(), List.of(StoredRun.TEST)))
                .isInstanceOf(UserError.class)
                .hasMessage("training_features.npz has 3 members with 6 features, the predictions have 2 with 6");
    }

    @Test
    void aggregatorsThatCameLaterGetTheSameNumbersByThemselves() {
        StoredRun run = new StoredRun(folder, 2, 6).writeTrainingFeatures();
        StoredRun.ALL.forEach(set -> run.write(set, 100));
        List<Measurement> all = Evaluator.evaluate(run.files(), StoredRun.ALL);

        for (Set<String> later : List.of(Set.of("minmax", "average-energy"), Set.of("knn"), Set.of("prob-minmax"))) {
            List<Measurement> own = Evaluator.evaluateOnly(run.files(), StoredRun.ALL, later);

            assertThat(own)
                    .isNotEmpty()
                    .containsExactlyElementsOf(all.stream()
                            .filter(row -> later.contains(row.aggregator()))
                            .toList());
            List<Measurement> before = all.stream()
                    .filter(row -> !later.contains(row.aggregator()))
                    .toList();
            assertThat(LaterAggregators.missing(run.files(), before, 2)).isEqualTo(later);
        }
        assertThat(LaterAggregators.missing(run.files(), all, 2)).isEmpty();
    }

    @Test
    void whatIsUndefinedForASingleMemberIsNotMissing() {
        StoredRun run = new StoredRun(folder, 1, 0);
        List<Measurement> rows = evaluate(1);

        assertThat(LaterAggregators.missing(run.files(), rows, 1)).isEmpty();
        assertThat(LaterAggregators.missing(run.files(), rows, 5)).contains("maxstd");
        assertThat(LaterAggregators.missing(run.files(), List.of(), 5)).isEmpty();
    }

    @Test
    void withoutAValidationSetThereIsNoTemperature() {
        StoredRun run = new StoredRun(folder, 3, 0).write(StoredRun.TEST, 50).write(StoredRun.NEAR, 50);

        List<Measurement> rows = Evaluator.evaluate(run.files(), List.of(StoredRun.TEST, StoredRun.NEAR));

        assertThat(rows).isNotEmpty().allMatch(row -> row.temperature().equals("none"));
    }

    @Test
    void refusesAnOodSetWithoutItsCounterpart() {
        StoredRun run = new StoredRun(folder, 3, 0).write(StoredRun.NEAR, 50);

        assertThatThrownBy(() -> Evaluator.evaluate(run.files(), List.of(StoredRun.NEAR)))
                .isInstanceOf(UserError.class)
                .hasMessage("'b/test' cannot be told from in-distribution images: no test set is among the evaluation"
                        + " sets");
    }

    private List<Measurement> evaluate(int members) {
        StoredRun run = new StoredRun(folder, members, 6);
        StoredRun.ALL.forEach(set -> run.write(set, 200));
        return Evaluator.evaluate(run.files(), StoredRun.ALL);
    }

    private static double score(
            List<Measurement> rows, String evalSet, String aggregator, String temperature, String metric) {
        return rows.stream()
                .filter(row -> row.evalSet().equals(evalSet)
                        && row.aggregator().equals(aggregator)
                        && row.temperature().equals(temperature)
                        && row.metric().equals(metric))
                .mapToDouble(Measurement::score)
                .findFirst()
                .orElseThrow();
    }
}
