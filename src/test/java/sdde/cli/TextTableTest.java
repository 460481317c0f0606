package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final List<String> HEAD = List.of("name", "n");

    @Test
    void alignsByCharactersNotByBytes() {
        assertThat(TextTable.aligned(HEAD, List.of(List.of("λ=0.1", "12"), List.of("de", "3"))))
                .isEqualTo("name   n\nλ=0.1  12\nde     3\n");
    }

    @Test
    void quotesWhatASpreadsheetWouldSplit() {
        assertThat(TextTable.csv(HEAD, List.of(List.of("a,\"b\"", "")))).isEqualTo("name,n\n\"a,\"\"b\"\"\",\n");
    }
}
