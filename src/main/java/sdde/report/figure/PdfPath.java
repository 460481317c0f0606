package sdde.report.figure;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** The {@code d} of a path: moves, lines and curves. */
final class PdfPath {
    private static final Pattern COMMAND = Pattern.compile("([A-Za-z])([^A-Za-z]*)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]*\\.?[0-9]+");

    private final PDPageContentStream out;
    private double x;
    private double y;

    private PdfPath(PDPageContentStream out) {
        this.out = out;
    }

    static void draw(String path, PDPageContentStream out) throws IOException {
        PdfPath pen = new PdfPath(out);
        Matcher matcher = COMMAND.matcher(path);
        while (matcher.find()) {
            pen.step(matcher.group(1).charAt(0), numbers(matcher.group(2)));
        }
    }

    static double[] numbers(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.results()
                .mapToDouble(result -> Double.parseDouble(result.group()))
                .toArray();
    }

    private void step(char command, double[] at) throws IOException {
        boolean relative = Character.isLowerCase(command);
        switch (Character.toUpperCase(command)) {
            case 'M' -> {
                to(at, 0, relative);
                out.moveTo((float) x, (float) y);
                lines(Arrays.copyOfRange(at, 2, at.length), relative);
            }
            case 'L' -> lines(at, relative);
            case 'H' -> {
                for (double one : at) {
                    line(relative ? x + one : one, y);
                }
            }
            case 'V' -> {
                for (double one : at) {
                    line(x, relative ? y + one : one);
                }
            }
            case 'C' -> curves(at, relative);
            case 'Z' -> out.closePath();
            default ->
                throw new IllegalArgumentException(
                        "a figure's path has the command '" + command + "', which has no form as PDF yet");
        }
    }

    private void lines(double[] at, boolean relative) throws IOException {
        for (int i = 0; i + 1 < at.length; i += 2) {
            to(at, i, relative);
            out.lineTo((float) x, (float) y);
        }
    }

    private void line(double toX, double toY) throws IOException {
        x = toX;
        y = toY;
        out.lineTo((float) x, (float) y);
    }

    private void curves(double[] at, boolean relative) throws IOException {
        for (int i = 0; i + 5 < at.length; i += 6) {
            double fromX = relative ? x : 0;
            double fromY = relative ? y : 0;
            double endX = fromX + at[i + 4];
            double endY = fromY + at[i + 5];
            out.curveTo(
                    (float) (fromX + at[i]),
                    (float) (fromY + at[i + 1]),
                    (float) (fromX + at[i + 2]),
                    (float) (fromY + at[i + 3]),
                    (float) endX,
                    (float) endY);
            x = endX;
            y = endY;
        }
    }

    private void to(double[] at, int i, boolean relative) {
        x = relative ? x + at[i] : at[i];
        y = relative ? y + at[i + 1] : at[i + 1];
    }
}
