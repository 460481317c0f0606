package sdde.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sdde.evaluate.diversity.DiversityChecks;
import sdde.evaluate.metric.MetricChecks;
import sdde.report.statistics.MeanChecks;
import sdde.report.statistics.RandomChecks;
import sdde.report.statistics.RankChecks;

/**
 * Every case of every file of the golden statistics, whatever it is called: who checks it follows from the function that
 * made it, or else from the middle of its name. A case that nobody checks, or of which a value is left unchecked, fails.
 */
class StatisticsGoldenTest {
    /** @param function beginning of what the case says made it */
    private record Kind(String name, Pattern function, Consumer<GoldenCase> check) {
        static Kind of(String name, String function, Consumer<GoldenCase> check) {
            return new Kind(name, Pattern.compile(function), check);
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of("friedman", "friedmanchisquare", RankChecks::friedman),
            Kind.of("conover_holm", "posthoc_conover", RankChecks::conover),
            Kind.of("nemenyi_cd", "studentized_range", RankChecks::criticalDifference),
            Kind.of("wilcoxon", "scipy.stats.wilcoxon", RankChecks::wilcoxon),
            Kind.of("multiple", "^multipletests", RankChecks::multiple),
            Kind.of("sign_flip", "permutation_type='samples'", RankChecks::signFlip),
            Kind.of("t_tests", "^ttest_rel", MeanChecks::tTests),
            Kind.of("welch_from_summary", "^ttest_ind_from_stats", MeanChecks::welchOfSummaries),
            Kind.of("tost", "ttost_", MeanChecks::equivalence),
            Kind.of("prediction_interval", "get_prediction", MeanChecks::prediction),
            Kind.of("hodges_lehmann", "qsignrank", RankChecks::hodgesLehmann),
            Kind.of("effect_size", "_cliffs_delta", MeanChecks::effectSizes),
            Kind.of("bayes_signed_rank", "SignedRankTest", RandomChecks::bayesSignedRank),
            Kind.of("bayes_correlated_t", "CorrelatedTTest", RandomChecks::correlatedT),
            Kind.of("aso", "deepsig", RandomChecks::stochasticOrder),
            Kind.of("two_way", "anova_lm", MeanChecks::twoWay),
            Kind.of("holm_table", "^ttest_1samp", MeanChecks::bestOf),
            Kind.of("rliable", "aggregate_", RandomChecks::aggregates),
            Kind.of("delong", "Delong", RankChecks::delong),
            Kind.of("detection", "average_precision_score", MetricChecks::detection),
            Kind.of("aurc", "^AURC", MetricChecks::selection),
            Kind.of("probs", "^get_ece", MetricChecks::calibration),
            Kind.of("logits", "cross_entropy", MetricChecks::logits),
            Kind.of("ensemble", "Q_statistic", DiversityChecks::ensemble),
            Kind.of("linear_cka", "KernelCenterer", DiversityChecks::cka),
            Kind.of("cosine_maps", "cosine_similarity", DiversityChecks::cosines));

    @TestFactory
    Stream<DynamicTest> everyCaseIsChecked() throws IOException {
        List<Path> files;
        try (Stream<Path> folder = Files.list(Golden.statistics())) {
            files = folder.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream().flatMap(file -> GoldenCase.all(file).stream()
                .map(golden -> DynamicTest.dynamicTest(file.getFileName() + ": " + golden.name(), () -> {
                    kind(golden).check().accept(golden);
                    golden.assertEverythingChecked();
                })));
    }

    private static Kind kind(GoldenCase golden) {
        List<Kind> kinds = KINDS.stream()
                .filter(kind -> kind.function().matcher(golden.function()).find())
                .toList();
        if (kinds.isEmpty()) {
            kinds = KINDS.stream()
                    .filter(kind -> golden.name().contains("/" + kind.name() + "/"))
                    .toList();
        }
        assertThat(kinds)
                .as("who checks %s, made by %s", golden.name(), golden.function())
                .hasSize(1);
        return kinds.get(0);
    }
}
