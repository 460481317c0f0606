package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportFormatTest {
    @Test
    void everyFileHasOneFormat() {
        assertThat(files(EnumSet.allOf(ReportFormat.class)))
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        file -> assertThat(Arrays.stream(ReportFormat.values()).filter(format -> format.has(file)))
                                .as(file)
                                .hasSize(1));
    }

    @Test
    void rawNumbersAreLeftOutByThemselves() {
        Set<String> files = files(EnumSet.complementOf(EnumSet.of(ReportFormat.RAW)));

        assertThat(files)
                .doesNotContain("data/measurements.csv", "data/epochs.csv")
                .contains("data/comparisons.csv", "ro-crate-metadata.json");
    }

    private static Set<String> files(Set<ReportFormat> formats) {
        return ReportWriter.all(ReportWriterTest.fiveMethods(1, 2), ReportOptions.DEFAULT, formats)
                .keySet();
    }
}
