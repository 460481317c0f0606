package sdde.report.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A figure of ours as a page of PDF, for papers: light colours, the letters that it needs inside. Reads the SVG that the
 * other classes of this package write and no other. Equal figures give equal bytes: no dates, and a fixed document id.
 */
public final class Pdf {
    /** A pixel of CSS is 1/96 inch, a point of PDF 1/72. */
    private static final float POINTS = 0.75f;

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private Pdf() {}

    /** @throws IllegalArgumentException for an element that no figure of ours has */
    public static byte[] of(String svg) {
        try (PDDocument document = new PDDocument();
                TrueTypeFont font = font()) {
            document.setDocumentId(0L);
            XMLStreamReader xml = reader(svg);
            toRoot(xml);
            float[] size = size(xml);
            PDPage page = new PDPage(new PDRectangle(size[0] * POINTS, size[1] * POINTS));
            document.addPage(page);
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                new PdfPainter(document, out, font, svg).paint(xml, size[1], POINTS);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("a figure is no XML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
    }

    private static XMLStreamReader reader(String svg) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new StringReader(svg));
    }

    private static void toRoot(XMLStreamReader xml) throws XMLStreamException {
        while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
            xml.next();
        }
    }

    /** Width and height in pixels. */
    private static float[] size(XMLStreamReader xml) {
        return new float[] {
            Float.parseFloat(xml.getAttributeValue(null, "width")),
            Float.parseFloat(xml.getAttributeValue(null, "height"))
        };
    }

    /** Liberation Sans (SIL Open Font License), which the library brings along. */
    private static TrueTypeFont font() throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("the PDF library lacks " + FONT);
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(in));
        }
    }
}
