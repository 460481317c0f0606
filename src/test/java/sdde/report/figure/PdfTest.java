package sdde.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import sdde.report.document.Scale;

class PdfTest {
    private static final List<String> DOTS = List.of(DotPlot.of(
            "title",
            "AUROC %",
            List.of(new DotPlot.Row("sdde λ=0.1 †", List.of(0.5, 0.7)), new DotPlot.Row("中", List.of())),
            Scale.PERCENT));

    @Test
    void lettersAreTextAndThoseThatTheFontLacksAreNamed() throws IOException {
        try (PDDocument document = Loader.loadPDF(Pdf.of(DOTS.get(0)))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("sdde λ=0.1 †")
                    .contains("[U+4e2d]")
                    .contains("AUROC %");
            assertThat(document.getDocumentInformation().getCreationDate()).isNull();
        }
    }

    @Test
    void pageHasTheSizeOfTheFigure() throws IOException {
        String svg = new Svg(400, 200, "t").document();
        try (PDDocument document = Loader.loadPDF(Pdf.of(svg))) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(300);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(150);
        }
    }

    @Test
    void equalFiguresGiveEqualBytesWithoutATime() throws Exception {
        byte[] first = Pdf.of(DOTS.get(0));
        Thread.sleep(1100); // a second later

        assertThat(Pdf.of(DOTS.get(0))).isEqualTo(first);
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("CreationDate");
    }

    @Test
    void everyKindOfFigureHasAForm() {
        Curves.Series curve =
                new Curves.Series("a", List.of(new Curves.Point(0, 1, 0.1), new Curves.Point(1, 2, Double.NaN)));
        List<String> all = List.of(
                HeatMap.of("t", List.of("r"), List.of("c", "d"), List.of(List.of(0.5, Double.NaN)), Scale.PERCENT),
                Curves.of("t", new Curves.Axes("x", "y", Scale.PLAIN, true), List.of(curve), new Curves.Level("l", 1)),
                Lines.of(
                        "t",
                        new Lines.Axes("x", "y", 0, 1, true),
                        List.of(new Lines.Series("s", List.of(0.0, 1.0), List.of(0.0, 1.0), "h"))),
                Histograms.of(
                        "t",
                        "x",
                        List.of("a", "b"),
                        List.of(
                                new Histograms.Panel("p", List.of(new double[] {1, 2, 2}, new double[] {})),
                                new Histograms.Panel("none", List.of(new double[] {}, new double[] {})))),
                CriticalDifference.of(
                        "t",
                        List.of(
                                new CriticalDifference.Entry("a", 1),
                                new CriticalDifference.Entry("b", 2),
                                new CriticalDifference.Entry("c", 3)),
                        1.5));

        all.forEach(svg -> assertThat(Pdf.of(svg)).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatIsNoFigureOfOursIsRefusedByName() {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">%s</svg>";

        assertThatThrownBy(() -> Pdf.of(svg.formatted("<image/>"))).hasMessageContaining("<image>");
        assertThatThrownBy(() -> Pdf.of(svg.formatted("<path d=\"M0 0A1 1 0 0 0 2 2\"/>")))
                .hasMessageContaining("'A'");
        assertThatThrownBy(() -> Pdf.of(svg.formatted("<rect width=\"1\" height=\"1\" fill=\"url(#x)\"/>")))
                .hasMessageContaining("url(#x)");
    }

    /** By hand: ranks 1, 2 and 3 with a difference of 1.5 make two groups of two. */
    @Test
    void cliquesAreTheLongestRunsWithinTheDifference() {
        List<CriticalDifference.Entry> entries = List.of(
                new CriticalDifference.Entry("a", 1),
                new CriticalDifference.Entry("b", 2),
                new CriticalDifference.Entry("c", 3),
                new CriticalDifference.Entry("d", 5));

        assertThat(CriticalDifference.cliques(entries, 1.5)).containsExactly(new int[] {1, 0}, new int[] {2, 1});
        assertThat(CriticalDifference.cliques(entries, 2)).containsExactly(new int[] {2, 0}, new int[] {3, 2});
        assertThat(CriticalDifference.cliques(entries, 0.5)).isEmpty();
    }
}
