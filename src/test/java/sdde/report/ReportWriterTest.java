package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.SyntheticStudy.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.config.Claim;
import sdde.config.ReportChoice;
import sdde.run.Json;
import sdde.run.Overlaps;
import sdde.run.Registration;
import sdde.run.Registrations;
import sdde.run.RunState;

class ReportWriterTest {
    @TempDir
    Path folder;

    static Study fiveMethods(long... seeds) {
        return new SyntheticStudy("fashion-mnist", "notmnist")
                .runs(Choice.of("de"), 0, seeds)
                .runs(lambda("ncl", 0.1), 0.1, seeds)
                .runs(lambda("adp", 0.1), 0.2, seeds)
                .runs(lambda("dice", 0.2), 0.15, seeds)
                .runs(lambda("sdde", 0.1), 0.9, seeds)
                .build();
    }

    static Study lambdaGrid() {
        SyntheticStudy study = new SyntheticStudy("fashion-mnist");
        for (int n : new int[] {3, 5}) {
            study.on("mnist", n).runs(Choice.of("de"), 0, 1, 2, 3, 4, 5);
            double quality = 0;
            for (double value : new double[] {0, 0.001, 0.01, 0.1, 1}) {
                study.runs(lambda("sdde", value), quality += 0.2, 1, 2, 3, 4);
                study.runs(lambda("ncl", value), 0.3 - quality / 10, 1, 2, 3);
            }
            study.run(lambda("sdde", 1), 9, RunState.DIVERGED, 0);
            study.run(lambda("ncl", 1), 9, RunState.FAILED, 0);
        }
        return study.build();
    }

    @Test
    void equalStudiesGiveEqualBytesInAnyLocaleAndTimeZone() {
        SortedMap<String, String> here = ReportWriter.files(lambdaGrid(), ReportOptions.DEFAULT);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(
                    new Locale.Builder().setLanguageTag("ar-EG-u-nu-arab").build());
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(ReportWriter.files(lambdaGrid(), ReportOptions.DEFAULT)).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void writesAllFormatsAndRemovesWhatAnEarlierReportLeft() throws IOException {
        ReportWriter.write(lambdaGrid(), folder);
        assertThat(folder.resolve("figures/lambda-mnist-lenet-n-3-accuracy.svg"))
                .exists();
        Files.writeString(folder.resolve("tables/notes.txt"), "mine");

        ReportWriter.write(fiveMethods(1, 2), folder);

        assertThat(folder.resolve("figures/lambda-mnist-lenet-n-3-accuracy.svg"))
                .doesNotExist();
        assertThat(folder.resolve("tables/notes.txt")).exists();
        for (String file : new String[] {
            "report.html",
            "report.md",
            "report.json",
            "numbers.tex",
            "tables/all.tex",
            "tables/main-mnist-lenet-n-3.tex",
            "data/measurements.csv",
            "data/epochs.csv",
            "data/main-mnist-lenet-n-3.csv",
            "figures/aggregators-mnist-lenet-n-3-1.svg"
        }) {
            assertThat(folder.resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void pageFetchesNothing() {
        String html =
                ReportWriter.files(fiveMethods(1, 2), ReportOptions.DEFAULT).getOrDefault("report.html", "");

        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void everyMeanInTheJsonNamesItsRuns() throws IOException {
        Study study = fiveMethods(1, 2);
        JsonNode report = Json.MAPPER.readTree(
                ReportWriter.files(study, ReportOptions.DEFAULT).getOrDefault("report.json", ""));

        List<JsonNode> means = report.path("sections").path("results").findParents("not_significantly_worse");
        assertThat(means).hasSizeGreaterThan(20);
        assertThat(means)
                .allMatch(mean -> mean.path("runs").size() == mean.path("n").asInt());
        assertThat(means.get(0).path("runs").get(0).asText())
                .isEqualTo(study.runs().get(0).member().id().hex());
    }

    @Test
    void comparisonsAreMacrosToo() {
        assertThat(ReportWriter.files(fiveMethods(1, 2, 3), ReportOptions.DEFAULT)
                        .get("numbers.tex"))
                .contains("\\newcommand{\\sddeMnistLenetNThreeSddeLambdaZeroPointOneAgainstDeAurocNearDifference}")
                .contains("AgainstDeAurocNearPHolm}")
                .containsPattern(
                        "AgainstDeNllDifference\\}\\{\\\\ensuremath\\{-0\\.\\d+}} % [0-9a-f ]+ against [0-9a-f ]+");
    }

    /** By quality 0.9 SDDE's near AUROC is 0.027 above DE's, give or take 0.008 a seed. */
    @Test
    void claimsStandWithTheirTimeAndWhatBecameOfThem() {
        Claim claimed = claim("more than a point", "auroc", "ood-near", "logit-average", 0.01);
        Claim tooMuch = claim("more than ten points", "auroc", "ood-near", "logit-average", 0.1);
        Claim late = claim("fewer nats", "nll", "test", "-", 0);
        ReportChoice none = ReportChoice.NONE;
        Registrations registrations = new Registrations(List.of(
                new Registration(1_700_000_000_000L, "p", 25, 0, List.of(claimed, tooMuch), none),
                new Registration(1_700_000_100_000L, "p", 25, 7, List.of(claimed, tooMuch, late), none)));
        Study study = fiveMethods(1, 2, 3, 4, 5).with(registrations.claims(), List.of());

        String page = ReportWriter.files(study, ReportOptions.DEFAULT).getOrDefault("report.md", "");

        assertThat(page)
                .contains("more than a point: shown, pre-registered")
                .contains("more than ten points: contradicted, pre-registered")
                .contains("2023-11-14T22:13:20Z")
                .contains(registrations.claims().get(0).hash())
                .contains("post hoc: 7 of 25 runs had begun")
                .contains("shown (post hoc)")
                .doesNotContain("fewer nats: shown");
        assertThat(ReportWriter.files(fiveMethods(1, 2), ReportOptions.DEFAULT).get("report.md"))
                .doesNotContain("What was claimed beforehand");
    }

    private static Claim claim(String name, String metric, String set, String aggregator, double margin) {
        return new Claim(
                name,
                new Claim.Endpoint(metric, set, aggregator, "-"),
                new Claim.Contrast(Claim.Side.METHOD, "sdde", "de"),
                margin);
    }

    @Test
    void setsInCommonAreListedOrSaidToBeUnknown() {
        Study study = fiveMethods(1, 2);
        Overlaps.Pair pair = new Overlaps.Pair("", "mnist/train", "notmnist/test", 18_724, 3, 4, List.of("A"));

        assertThat(ReportWriter.files(study, ReportOptions.DEFAULT).get("report.md"))
                .contains("bin/sweep data check --sweep synthetic");
        assertThat(ReportWriter.files(study.with(List.of(), List.of(pair)), ReportOptions.DEFAULT)
                        .get("data/overlaps.csv"))
                .contains("mnist/train,notmnist/test,18724.0,3.0,4.0,A");
    }

    @Test
    void twoSeedsShowNothingAndThePageSaysSo() {
        SortedMap<String, String> files = ReportWriter.files(fiveMethods(1, 2), ReportOptions.DEFAULT);

        assertThat(files.get("report.md"))
                .contains("Nothing can be shown with 2 seeds: the smallest two-sided p of an exact paired test is 0.50")
                .doesNotContain("**Finding.**")
                .doesNotContain("<u>");
    }

    @Test
    void fiveSeedsOfAClearEffectGiveAFindingWithItsLimit() {
        SortedMap<String, String> files = ReportWriter.files(fiveMethods(1, 2, 3, 4, 5), ReportOptions.DEFAULT);

        assertThat(files.get("report.md"))
                .contains("sdde λ=0.1 is better than de on near-OOD AUROC")
                .contains("Holm over 31 verdicts")
                .contains("cannot fall below 0.063 with 5 seeds");
        assertThat(ReportWriter.files(lambdaGrid(), ReportOptions.DEFAULT).get("report.md"))
                .contains("<u>");
    }

    @Test
    void oneSeedHasNoSpread() {
        SortedMap<String, String> files = ReportWriter.files(fiveMethods(1), ReportOptions.DEFAULT);

        assertThat(files.get("report.md")).contains("One seed a method: there is no spread, no interval and no test");
        assertThat(files.get("tables/main-mnist-lenet-n-3.tex")).doesNotContain("+-");
    }

    @Test
    void oneMethodOneMemberAndNoOodSetAreSaid() {
        Study study = new SyntheticStudy()
                .on("mnist", 1)
                .runs(Choice.of("de"), 0, 1, 2)
                .build();

        String report = ReportWriter.files(study, ReportOptions.DEFAULT).get("report.md");

        assertThat(report)
                .contains("There is nothing to compare")
                .contains("No OOD set was evaluated for mnist, lenet, N = 1")
                .contains("No run was evaluated on an OOD set, so aggregators cannot be compared")
                .contains("N = 1 in mnist, lenet, N = 1: one member cannot be diverse");
    }

    @Test
    void spreadsOfOneMemberAreLeftOut() {
        Study study = new SyntheticStudy("fashion-mnist")
                .on("mnist", 1)
                .runs(Choice.of("de"), 0, 1, 2)
                .build();

        String table = ReportWriter.files(study, ReportOptions.DEFAULT).get("tables/aggregators-mnist-lenet-n-1-1.tex");

        assertThat(table).contains("logit-average").doesNotContain("maxstd").doesNotContain("NaN");
    }

    @Test
    void missingSeedsAreMarkedAndCounted() {
        String report = ReportWriter.files(lambdaGrid(), ReportOptions.DEFAULT).get("report.md");

        assertThat(report)
                .contains("| sdde λ=1 † | 4 of 5 |")
                .contains("| ncl λ=1 † | 3 of 4 |")
                .contains("loss was NaN at step 7")
                .contains("exit code 134 (SIGABRT)");
    }

    @Test
    void aStudyWithoutAnyResultIsAReportToo() {
        Study study = new SyntheticStudy("fashion-mnist")
                .run(Choice.of("de"), 1, RunState.FAILED, 0)
                .run(lambda("sdde", 0.1), 1, RunState.PLANNED, 0)
                .build();

        String report = ReportWriter.files(study, ReportOptions.DEFAULT).get("report.md");

        assertThat(report).contains("No run of mnist, lenet, N = 3 has numbers").contains("| not finished | 1 |");
    }

    @Test
    void whatAUserWroteStaysText() {
        String nasty = "<script>alert(1)</script> & | `x` \\input{/etc/passwd} $x^2$ _a_ 中 λ";
        Study study = new SyntheticStudy("fashion-mnist")
                .named("=cmd()", nasty, "title: '" + nasty + "'\nnote: '</pre><b>```'\n")
                .runs(Choice.of("de"), 0, 1, 2)
                .build();

        SortedMap<String, String> files = ReportWriter.files(study, ReportOptions.DEFAULT);

        assertThat(files.get("report.html"))
                .doesNotContain("<script>alert")
                .doesNotContain("</pre><b>")
                .contains("&lt;script&gt;alert(1)");
        assertThat(files.get("report.md")).contains("# \\<script\\>alert(1)").contains("````");
        assertThat(files.get("tables/all.tex"))
                .contains(
                        "\\textbackslash{}input\\{/etc/passwd\\} \\$x\\textasciicircum{}2\\$ \\_a\\_ [U+4e2d] $\\lambda$");
    }

    @Test
    void noFileTellsOfTheInvocation() {
        ReportWriter.files(lambdaGrid(), ReportOptions.DEFAULT).forEach((name, text) -> assertThat(text)
                .as(name)
                .doesNotContain("98765432")
                .doesNotContain(System.getProperty("user.dir")));
    }
}
