package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.config.Smoke;
import sdde.run.FrozenPlan;
import sdde.run.Json;

/** Nobody can take a trial, or generated images, for a result. */
class BannerTest {
    private static final Smoke SMOKE = new Smoke(
            "whole", List.of("seed: 2 of 5 values"), List.of(new Smoke.StandIn("svhn", "3 × 32 × 32, 10 classes", "")));

    private static Study study(String dataset, String... ood) {
        return new SyntheticStudy(ood)
                .on(dataset, 3)
                .runs(Choice.of("de"), 0, 1, 2)
                .build();
    }

    private static Study smoke(Study study) {
        FrozenPlan plan = study.plan();
        FrozenPlan smoke = new FrozenPlan(
                "whole-smoke",
                plan.description(),
                plan.time(),
                plan.members(),
                plan.expanded(),
                plan.merged(),
                plan.exclusions(),
                plan.text(),
                plan.claims(),
                plan.report(),
                SMOKE);
        return Study.of(smoke, study.runs(), study.sizes());
    }

    @Test
    void everyFileOfASmokeFormBeginsWithWhatItIs() {
        SortedMap<String, String> files = ReportWriter.files(smoke(study("mnist", "notmnist")), ReportOptions.DEFAULT);

        assertThat(files.get("report.html")).contains("<p class=\"banner\"").contains("SMOKE FORM");
        assertThat(files.get("report.md")).contains("> **Attention.** SMOKE FORM of the sweep 'whole'");
        assertThat(files.get("report.json"))
                .contains("SMOKE FORM of the sweep 'whole'")
                .contains("svhn (3 × 32 × 32");
        assertThat(files.get("numbers.tex")).startsWith("% SMOKE FORM");
        assertThat(files).anySatisfy((name, text) -> assertThat(name).startsWith("tables/"));
        files.forEach((name, text) -> {
            if (name.endsWith(".tex")) {
                assertThat(text).as(name).startsWith("% SMOKE FORM");
            }
        });
        assertThat(TextSummary.of(smoke(study("mnist")))).startsWith("! SMOKE FORM");
    }

    @Test
    void generatedImagesAreNamedWhoeverAskedForThem() {
        String page = ReportWriter.files(study("mnist", "synthetic"), ReportOptions.DEFAULT)
                .getOrDefault("report.md", "");

        assertThat(page)
                .contains("GENERATED IMAGES, not real ones: synthetic/test.")
                .doesNotContain("SMOKE FORM");
        assertThat(ReportWriter.files(study("synthetic"), ReportOptions.DEFAULT).get("report.md"))
                .contains("GENERATED IMAGES, not real ones: the training set.");
    }

    @Test
    void otherReportsHaveNone() {
        SortedMap<String, String> files = ReportWriter.files(study("mnist", "notmnist"), ReportOptions.DEFAULT);

        assertThat(files.get("report.html")).doesNotContain("class=\"banner\"");
        assertThat(files.get("report.md")).doesNotContain("Attention.");
        assertThat(files.get("numbers.tex")).startsWith("%% numbers");
    }

    @Test
    void theReportSaysHowToMakeItAgain() {
        assertThat(ReportWriter.files(smoke(study("mnist")), ReportOptions.DEFAULT)
                        .get("report.md"))
                .contains("bin/run-sweep sweeps/whole.yaml --smoke");
    }

    /** Plans of before there were smoke forms, and all others, say nothing of it. */
    @Test
    void aKeptPlanSaysWhatItIs() throws Exception {
        FrozenPlan plan = smoke(study("mnist")).plan();

        assertThat(Json.MAPPER.readValue(Json.line(plan), FrozenPlan.class)).isEqualTo(plan);
        assertThat(Json.line(study("mnist").plan())).doesNotContain("smoke");
    }
}
