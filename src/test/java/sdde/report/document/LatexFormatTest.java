package sdde.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sdde.report.document.Table.Column;

class LatexFormatTest {
    @Test
    void aBlockIsNamedOnceAndSetApart() {
        String latex =
                table(List.of(row("mnist", "de"), row("mnist", "sdde"), row("cifar10", "de"), row("cifar10", "sdde")));

        assertThat(latex)
                .contains("mnist & de \\\\\n & sdde \\\\\n\\midrule\ncifar10 & de \\\\\n & sdde \\\\\n\\bottomrule");
    }

    @Test
    void rowsThatComeBackAreNoBlocks() {
        assertThat(table(List.of(row("de", "a"), row("sdde", "a"), row("de", "b"), row("sdde", "b"))))
                .contains("de & b \\\\")
                .doesNotContain("\\\\\n\\midrule\nsdde");
    }

    @Test
    void aWideTableTakesBothColumnsOfAPage() {
        assertThat(table(List.of(row("de", "short"))))
                .contains("\\begin{table}")
                .contains("\\end{table}");
        assertThat(table(List.of(
                        row("a name that is forty letters long, or so", "and a second one of more than thirty"))))
                .contains("\\begin{table*}")
                .contains("\\end{table*}");
    }

    @Test
    void aHashMayBeBroken() {
        assertThat(table(List.of(row("sha256", "ab".repeat(32))))).contains("abab\\allowbreak{}abab");
    }

    private static List<Cell> row(String first, String second) {
        return List.of(Cell.of(first), Cell.of(second));
    }

    private static String table(List<List<Cell>> rows) {
        return LatexFormat.of(
                new Table("t", "caption", List.of(Column.words("one"), Column.words("two")), rows, List.of()));
    }
}
