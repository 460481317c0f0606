package sdde.data.format;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import sdde.config.UserError;
import sdde.data.Images;

/**
 * JPEG, PNG, GIF and BMP pictures as bytes, (3, H, W), grey repeated and transparency dropped as Pillow's {@code convert('RGB')}
 * does. PNG gives the same bytes as Pillow; JPEG may differ by a level or two, because each decoder rounds in its own way.
 */
public final class Pictures {
    private static final long MOST_PIXELS = 100_000_000;

    /** Of memory while a picture is decoded: samples of up to 8 bytes, colours of 4, levels of 3, and some to spare. */
    private static final int BYTES_A_PIXEL = 24;

    static {
        ImageIO.setUseCache(false); // no temporary files
    }

    private Pictures() {}

    /**
     * @param name for messages
     * @throws UserError if it is no picture, or a huge one
     */
    public static Images decode(byte[] file, String name) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UserError("picture %s is of no known format; known: JPEG, PNG, GIF, BMP".formatted(name));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > mostPixels()) {
                    throw new UserError("picture %s is refused: it claims %d × %d pixels, at most %d are decoded here"
                            .formatted(name, reader.getWidth(0), reader.getHeight(0), mostPixels()));
                }
                return of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new UserError("picture %s is damaged: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static long mostPixels() {
        return Math.min(MOST_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_A_PIXEL);
    }

    private static Images of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        byte[] pixels = new byte[3 * width * height];
        boolean grey = picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (grey) {
            repeatGrey(picture.getRaster(), pixels, picture.getColorModel().getComponentSize(0));
        } else {
            int[] colours = picture.getRGB(0, 0, width, height, null, 0, width);
            for (int i = 0; i < colours.length; i++) {
                pixels[i] = (byte) (colours[i] >> 16);
                pixels[colours.length + i] = (byte) (colours[i] >> 8);
                pixels[2 * colours.length + i] = (byte) colours[i];
            }
        }
        return new Images(new Images.Shape(3, height, width), pixels, new int[] {Images.NO_LABEL}, new long[1]);
    }

    /** Samples as they are: Java's conversion of grey to colours would bend them by a gamma. */
    private static void repeatGrey(Raster raster, byte[] pixels, int bits) {
        int area = raster.getWidth() * raster.getHeight();
        int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        for (int i = 0; i < area; i++) {
            int level =
                    bits == 8 ? samples[i] : bits > 8 ? samples[i] >> (bits - 8) : samples[i] * 255 / ((1 << bits) - 1);
            pixels[i] = (byte) level;
            pixels[area + i] = (byte) level;
            pixels[2 * area + i] = (byte) level;
        }
    }
}
