package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.SyntheticStudy.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.config.Choice;
import sdde.run.Json;
import sdde.run.RunState;

/** Whatever is missing, every format is made, says what is missing, and shows no number that is none. */
class OddStudiesTest {
    private static final Choice DE = Choice.of("de");

    static Stream<Arguments> studies() {
        return Stream.of(
                odd("one seed", ReportWriterTest.fiveMethods(1), "One seed a method"),
                odd(
                        "one method",
                        new SyntheticStudy("notmnist").runs(DE, 0, 1, 2, 3).build(),
                        "fewer than three methods have numbers"),
                odd(
                        "one aggregator",
                        only(ReportWriterTest.fiveMethods(1, 2, 3), "logit-average"),
                        "Logits against probabilities"),
                odd("another aggregator alone", only(ReportWriterTest.fiveMethods(1, 2, 3), "minmax"), "minmax"),
                odd(
                        "several data sets",
                        new SyntheticStudy("notmnist")
                                .runs(DE, 0, 1, 2, 3)
                                .runs(lambda("sdde", 0.1), 0.5, 1, 2, 3)
                                .on("cifar10", 5)
                                .runs(DE, 0, 1, 2, 3)
                                .runs(lambda("sdde", 0.1), 0.5, 1, 2)
                                .build(),
                        "2 blocks, one table each"),
                odd(
                        "no OOD set",
                        new SyntheticStudy()
                                .runs(DE, 0, 1, 2, 3)
                                .runs(lambda("sdde", 0.1), 0.5, 1, 2, 3)
                                .build(),
                        "No OOD set was evaluated"),
                odd(
                        "one member",
                        new SyntheticStudy("notmnist")
                                .on("mnist", 1)
                                .runs(DE, 0, 1, 2)
                                .build(),
                        "one member cannot be diverse"),
                odd(
                        "failed and diverged runs",
                        new SyntheticStudy("notmnist")
                                .runs(DE, 0, 1, 2, 3)
                                .run(lambda("dice", 0.2), 1, RunState.DIVERGED, 0)
                                .run(lambda("dice", 0.2), 2, RunState.DIVERGED, 0)
                                .run(lambda("sdde", 0.1), 1, RunState.FAILED, 0)
                                .run(lambda("sdde", 0.1), 2, RunState.CANCELLED, 0)
                                .build(),
                        "runs diverged and are in no mean"),
                odd(
                        "missing seeds",
                        new SyntheticStudy("notmnist")
                                .runs(DE, 0, 1, 2, 3)
                                .runs(lambda("sdde", 0.1), 0.5, 4, 5)
                                .run(lambda("sdde", 0.1), 1, RunState.PLANNED, 0)
                                .build(),
                        "†"),
                odd(
                        "nothing finished",
                        new SyntheticStudy("notmnist")
                                .run(DE, 1, RunState.PLANNED, 0)
                                .build(),
                        "No run has numbers"),
                odd(
                        "stored predictions",
                        StoredStudy.of(ReportWriterTest.fiveMethods(1, 2, 3)),
                        "in every single run (DeLong)"),
                odd(
                        "stored predictions of one seed",
                        StoredStudy.of(ReportWriterTest.fiveMethods(1)),
                        "One seed a method"),
                odd(
                        "stored predictions of a grid",
                        StoredStudy.of(ReportWriterTest.lambdaGrid()),
                        "Which λ validation"),
                odd("no run at all", new SyntheticStudy().build(), "the plan has no runs"),
                odd("a grid of λ with failures", ReportWriterTest.lambdaGrid(), "Several λ were tried"));
    }

    private static Arguments odd(String name, Study study, String says) {
        return Arguments.of(Named.of(name, study), says);
    }

    private static Study only(Study study, String aggregator) {
        List<StudyRun> runs = study.runs().stream()
                .map(run -> new StudyRun(
                        run.member(),
                        run.state(),
                        run.result(),
                        run.events(),
                        run.measurements().stream()
                                .filter(one -> one.aggregator().equals(aggregator)
                                        || one.aggregator().equals("-"))
                                .toList()))
                .toList();
        return Study.of(study.plan(), runs, study.sizes());
    }

    @ParameterizedTest
    @MethodSource("studies")
    void everyFormatIsMadeAndSaysWhatIsMissing(Study study, String says) throws Exception {
        SortedMap<String, byte[]> files =
                ReportWriter.all(study, ReportOptions.DEFAULT, EnumSet.allOf(ReportFormat.class));

        assertThat(files)
                .containsKeys(
                        "report.html",
                        "report.md",
                        "report.json",
                        "numbers.tex",
                        "checklist.md",
                        "ro-crate-metadata.json",
                        "sweep.yaml",
                        "tables/all.tex",
                        "data/measurements.csv");
        assertThat(text(files, "report.md")).contains(says);
        files.forEach((name, bytes) -> {
            if (!name.endsWith(".pdf") && !name.endsWith(".png")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                String page = text.replaceAll("(?s)<script>.*</script>", "").replaceAll("(was|became) NaN", "");
                assertThat(page).as(name).doesNotContain("NaN", "Infinity", "Optional", "�");
                if (!name.endsWith(".json")) {
                    assertThat(text).as(name).doesNotContainPattern("\\bnull\\b");
                }
            }
        });
        for (String name : List.of("report.json", "ro-crate-metadata.json")) {
            JsonNode json = Json.MAPPER.readTree(files.get(name));
            assertThat(json.isObject()).as(name).isTrue();
        }
        files.forEach((name, bytes) -> {
            if (name.startsWith("figures/") && name.endsWith(".svg")) {
                assertThat(files).containsKey(name.replace(".svg", ".pdf"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("studies")
    void equalInputsGiveEqualBytesElsewhere(Study study, String says) {
        SortedMap<String, byte[]> here =
                ReportWriter.all(study, ReportOptions.DEFAULT, EnumSet.allOf(ReportFormat.class));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            SortedMap<String, byte[]> there =
                    ReportWriter.all(study, ReportOptions.DEFAULT, EnumSet.allOf(ReportFormat.class));

            assertThat(there.keySet()).isEqualTo(here.keySet());
            here.forEach((name, bytes) -> assertThat(there.get(name)).as(name).isEqualTo(bytes));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
