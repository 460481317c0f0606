package sdde.data.dataset;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sdde.config.UserError;
import sdde.data.RandomStream;

/** Draws a letter's outline, which does not depend on hints for a screen, into a grey image. */
final class LetterPainter {
    private static final FontRenderContext PLAIN = new FontRenderContext(null, true, true);

    private final List<Font> fonts;
    private final int size;

    /** @throws UserError if a file is no font */
    LetterPainter(List<Path> files, int size) {
        this.fonts = files.stream().map(LetterPainter::read).toList();
        this.size = size;
    }

    private static Font read(Path file) {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont(100f);
        } catch (IOException | FontFormatException e) {
            throw new UserError("font %s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (LinkageError | InternalError e) {
            throw new UserError(
                    "this Java cannot draw letters (%s); install its full runtime (apt install openjdk-17-jre) or leave out dataset 'letters'"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Turned by up to 15 degrees, filling 60 to 80 % of a side, in the middle. */
    void paint(char letter, RandomStream random, byte[] to, int at) {
        Font font = fonts.get(random.below(fonts.size()));
        Shape outline = font.createGlyphVector(PLAIN, new char[] {letter}).getOutline();
        Rectangle2D bounds = outline.getBounds2D();
        double angle = StrictMath.toRadians(30 * random.uniform() - 15);
        double share = 0.6 + 0.2 * random.uniform();
        double scale = share * size / Math.max(bounds.getWidth(), bounds.getHeight());
        AffineTransform place = AffineTransform.getTranslateInstance(size / 2.0, size / 2.0);
        place.rotate(angle);
        place.scale(scale, scale);
        place.translate(-bounds.getCenterX(), -bounds.getCenterY());
        // colours, because Java bends the levels of its grey images
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fill(place.createTransformedShape(outline));
        graphics.dispose();
        for (int i = 0; i < size * size; i++) {
            to[at + i] = (byte) image.getRGB(i % size, i / size);
        }
    }
}
