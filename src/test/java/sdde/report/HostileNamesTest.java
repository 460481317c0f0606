package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;

/** Names that a user may have written: markup, commands, formulas, broken Unicode. None of them does anything. */
class HostileNamesTest {
    private static SortedMap<String, byte[]> files(String name) {
        Study study = new SyntheticStudy("notmnist")
                .named(name, name, "title: \"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .runs(Choice.of(name), 0, 1, 2, 3)
                .runs(Choice.of("sdde", Map.of("lambda", 0.1, "note", name)), 0.5, 1, 2, 3)
                .runs(Choice.of("sdde", Map.of("lambda", 0.1, "note", "plain")), 0.5, 1, 2, 3)
                .build();
        return ReportWriter.all(study, ReportOptions.DEFAULT, EnumSet.allOf(ReportFormat.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</svg><script>x</script>",
                "\\input{/etc/passwd}",
                "100% & $x_1^2$ #1 ~ {",
                "=1+cmd|'/c calc'!A0",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "`rm -rf ~` ; $(reboot)",
                "中文 🎲 \u202Egnp.exe",
                "| a | b |",
                "'; drop table run; --"
            })
    void whatAUserWroteStaysText(String name) {
        SortedMap<String, byte[]> files = files(name);

        files.forEach((file, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (file.endsWith(".html")) {
                assertThat(text.split("<script", -1)).as("one script, ours").hasSize(2);
                assertThat(text).doesNotContain("<img").doesNotContain("onerror=alert(1)>\"");
            }
            if (file.endsWith(".svg")) {
                assertThat(text).doesNotContain("<script").doesNotContain("<img");
                assertThat(text.indexOf("</svg>")).isEqualTo(text.lastIndexOf("</svg>"));
            }
            if (file.endsWith(".tex")) {
                assertThat(text).doesNotContain("\\input{/etc").doesNotContainPattern("(?m)^[^%]*[^\\\\]\\$x_1");
            }
            if (file.endsWith(".csv")) {
                assertThat(text.lines())
                        .as(file)
                        .noneMatch(line -> line.matches("^\"?[=+@\\t].*") || line.matches(".*,\"?[=+@\\t].*"));
            }
            if (file.startsWith("report.")) {
                assertThat(text).as(file).doesNotContain("report $(reboot)").doesNotContain("report '; drop");
            }
        });
    }
}
