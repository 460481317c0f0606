package sdde.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlFormatTest {
    @Test
    void picturesThatFollowEachOtherStandSideBySide() {
        String page = page(figure("a", 500), figure("b", 500), new Block.Paragraph("between"), figure("c", 500));

        assertThat(page.split("class=\"figures\"", -1)).hasSize(3);
        assertThat(page).containsSubsequence("figure-a", "figure-b", "between", "class=\"figures\"", "figure-c");
    }

    @Test
    void aWideFigureHasARowToItself() {
        String page = page(figure("narrow", 500), figure("broad", 1200));

        assertThat(page).contains("id=\"figure-narrow\">").contains("id=\"figure-broad\" class=\"wide\">");
    }

    private static Block figure(String id, int width) {
        return new Block.Figure(
                id,
                "caption of " + id,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"" + width + "\" height=\"9\"/>");
    }

    private static String page(Block... blocks) {
        return HtmlFormat.of(
                new Document("t", List.of(), List.of(), List.of(new Section("s", "Section", List.of(blocks)))));
    }
}
