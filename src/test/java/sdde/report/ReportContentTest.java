package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.SyntheticStudy.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.Json;

/** Which sections and tables a report has, and sentences that must not be wrong. */
class ReportContentTest {
    private static final String MNIST = "mnist-lenet-n-3";

    private static SortedMap<String, String> files(Study study) {
        return ReportWriter.files(study, ReportOptions.DEFAULT);
    }

    @Test
    void everyPartOfTheOutlineHasItsTable() {
        SortedMap<String, String> files = files(StoredStudy.of(ReportWriterTest.fiveMethods(1, 2, 3, 4, 5)));

        for (String table : new String[] {
            "paper-lights",
            "paper-legs",
            "diagnostics",
            "logits-" + MNIST,
            "reversals-" + MNIST,
            "readings-" + MNIST,
            "shares-" + MNIST,
            "sizes-" + MNIST,
            "delong-" + MNIST,
            "tests-" + MNIST + "-auroc",
            "effects-" + MNIST + "-auroc",
            "panel-" + MNIST,
            "reliability-" + MNIST,
            "cosines-" + MNIST,
            "cost-worth-" + MNIST,
            "power",
            "ledger",
            "deviation-sizes-" + MNIST
        }) {
            assertThat(files).containsKeys("data/" + table + ".csv", "tables/" + table + ".tex");
        }
        for (String figure :
                new String[] {"sizes-" + MNIST + "-1", "profile-" + MNIST, "reliability-" + MNIST + "-de"}) {
            assertThat(files).containsKey("figures/" + figure + ".svg");
        }
        assertThat(files.get("report.json")).contains("\"paper_claims\"", "\"diagnostics\"");
    }

    @Test
    void rowsAboutAMethodNameItsRuns() throws Exception {
        Study study = StoredStudy.of(ReportWriterTest.fiveMethods(1, 2, 3));
        JsonNode sections = Json.MAPPER
                .readTree(files(study).getOrDefault("report.json", ""))
                .path("sections");
        List<String> sdde = study.runs().stream()
                .filter(run -> run.spec().method().name().equals("sdde"))
                .map(run -> run.member().id().hex())
                .toList();

        for (String id : List.of("cost", "sizes-" + MNIST, "cost-worth-" + MNIST)) {
            List<List<String>> runs = runs(sections, id, "sdde λ=0.1");
            assertThat(runs).as(id).isNotEmpty().allMatch(sdde::equals);
        }
        assertThat(runs(sections, "delong-" + MNIST, "sdde λ=0.1"))
                .hasSize(2 * 3)
                .allMatch(one -> one.size() == 1)
                .allMatch(sdde::containsAll);
    }

    /** Of every row of a table that is about the method. */
    private static List<List<String>> runs(JsonNode sections, String table, String method) {
        List<List<String>> runs = new ArrayList<>();
        for (JsonNode section : sections) {
            for (JsonNode one : section.path("tables")) {
                for (JsonNode row : one.path("rows")) {
                    if (one.path("id").asText().equals(table)
                            && row.path("method").asText().equals(method)) {
                        List<String> ids = new ArrayList<>();
                        row.path("runs").forEach(id -> ids.add(id.asText()));
                        runs.add(ids);
                    }
                }
            }
        }
        return runs;
    }

    @Test
    void calibrationAndDiversityHaveMacros() {
        assertThat(files(ReportWriterTest.fiveMethods(1, 2, 3)).get("numbers.tex"))
                .contains("DeCamCosineMean}{", "DeDisagreementSd}{", "DeNllScaledMean}{")
                .doesNotContain("NllMeanX", "NllScaledMeanX");
    }

    @Test
    void publishedValuesStandOnlyBesideThePapersSets() {
        assertThat(files(ReportWriterTest.fiveMethods(1, 2, 3)).get("report.md"))
                .contains("Beside the published AUROC")
                .contains("Other sets, no difference given: far");
        Study other =
                new SyntheticStudy("notmnist").runs(Choice.of("de"), 0, 1, 2, 3).build();
        assertThat(files(other).get("report.md"))
                .contains("other sets. No difference to the paper's numbers is given")
                .doesNotContain("Beside the published AUROC");
    }

    /** Validation prefers 0.5; SDDE is better there by construction. */
    @Test
    void lambdaIsChosenOnValidationAndTheRuleNeedsTwoDataSets() {
        SyntheticStudy one = new SyntheticStudy("notmnist");
        SyntheticStudy two = new SyntheticStudy("notmnist");
        grid(one.on("mnist", 3));
        grid(two.on("mnist", 3));
        grid(two.on("fashion-mnist", 3));

        assertThat(files(validated(one.build())).get("report.md"))
                .contains("0\\.1, 0.5, 1 | 0\\.5 | 0\\.5 to 0.5 |")
                .contains("needs two data sets");
        assertThat(files(validated(two.build())).get("report.md"))
                .contains("What a rule from the other data sets loses");
    }

    private static void grid(SyntheticStudy study) {
        study.runs(lambda("sdde", 0.1), 0.2, 1, 2, 3)
                .runs(lambda("sdde", 0.5), 0.7, 1, 2, 3)
                .runs(lambda("sdde", 1), 0.6, 1, 2, 3);
    }

    /** With an NLL of the validation set: 0.1 for λ = 0.5, 0.2 for others, and a little for the seed. */
    private static Study validated(Study study) {
        return Study.of(
                study.plan(),
                study.runs().stream()
                        .map(run -> {
                            double nll = run.spec().method().equals(lambda("sdde", 0.5)) ? 0.1 : 0.2;
                            List<Measurement> all = new ArrayList<>(run.measurements());
                            all.add(new Measurement(
                                    "mnist/validation",
                                    "-",
                                    "none",
                                    "nll",
                                    nll + 0.001 * run.spec().seed()));
                            return new StudyRun(run.member(), run.state(), run.result(), run.events(), all);
                        })
                        .toList(),
                study.sizes());
    }

    @Test
    void theLedgerCountsWhatDecides() {
        Study study = ReportWriterTest.fiveMethods(1, 2, 3, 4, 5);
        Analysis analysis = Analysis.of(study, ReportOptions.DEFAULT);

        assertThat(files(study).get("data/ledger.csv"))
                .contains("methods against the baseline,%s.0".formatted(analysis.compared()))
                .contains("one family of %s".formatted(analysis.tests()));
    }
}
