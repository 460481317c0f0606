package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextSummaryTest {
    private static final Study STUDY = ReportWriterTest.fiveMethods(1, 2, 3);

    @Test
    void aWideTableGoesOnBelowWithTheMethodsAgain() {
        List<String> lines = summary(80).lines().toList();

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines).filteredOn(line -> line.startsWith("  method")).hasSizeGreaterThan(1);
        assertThat(lines).filteredOn(line -> line.startsWith("  sdde λ=0.1")).hasSizeGreaterThan(1);
    }

    @Test
    void holdsTheSameNumbersAtEveryWidth() {
        assertThat(words(summary(80)))
                .containsAll(words(summary(TextSummary.ANY_WIDTH)))
                .hasSizeGreaterThan(10);
    }

    @Test
    void isOneTableWhereThereIsNoTerminal() {
        assertThat(summary(TextSummary.ANY_WIDTH).lines())
                .filteredOn(line -> line.startsWith("  method"))
                .hasSize(1);
    }

    /** One column that is too wide by itself stays whole. */
    @Test
    void aNarrowTerminalShowsAColumnATable() {
        assertThat(summary(10).lines())
                .filteredOn(line -> line.startsWith("  method"))
                .hasSize(8);
    }

    private static String summary(int width) {
        return TextSummary.of(STUDY, ReportOptions.DEFAULT, width);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
