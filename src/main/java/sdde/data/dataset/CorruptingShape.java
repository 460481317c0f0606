package sdde.data.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import sdde.data.RandomStream;

/** Corruptions of what lies where. */
final class CorruptingShape {
    private static final double[] PIXELATE = {0.95, 0.9, 0.85, 0.75, 0.65};
    private static final int[] JPEG = {80, 65, 58, 50, 40};

    /** Strength and smoothness of the waves, and reach of the tilt; as shares of a side. */
    private static final double[][] ELASTIC = {
        {0, 0, 0.08}, {0.05, 0.2, 0.07}, {0.08, 0.06, 0.06}, {0.1, 0.04, 0.05}, {0.1, 0.03, 0.03}
    };

    private CorruptingShape() {}

    /** Scaled down to means of areas, then up again without smoothing. */
    static Picture pixelate(Picture picture, int level, RandomStream random) {
        int height = Math.max(1, (int) (picture.height * PIXELATE[level]));
        int width = Math.max(1, (int) (picture.width * PIXELATE[level]));
        double[] values = new double[picture.values.length];
        for (int i = 0; i < values.length; i++) {
            int y = i % picture.area() / picture.width * height / picture.height;
            int x = i % picture.width * width / picture.width;
            values[i] = mean(picture, i / picture.area(), new Box(y, height, x, width));
        }
        return picture.with(values);
    }

    /** One of height × width areas that a picture is cut into. */
    private record Box(int y, int height, int x, int width) {}

    private static double mean(Picture picture, int channel, Box box) {
        double scaleY = (double) picture.height / box.height;
        double scaleX = (double) picture.width / box.width;
        double sum = 0;
        double weights = 0;
        for (int y = (int) (box.y * scaleY); y < Math.min(picture.height, (box.y + 1) * scaleY); y++) {
            double inY = Math.min(y + 1, (box.y + 1) * scaleY) - Math.max(y, box.y * scaleY);
            for (int x = (int) (box.x * scaleX); x < Math.min(picture.width, (box.x + 1) * scaleX); x++) {
                double weight = inY * (Math.min(x + 1, (box.x + 1) * scaleX) - Math.max(x, box.x * scaleX));
                sum += weight * picture.at(channel, y, x);
                weights += weight;
            }
        }
        return sum / weights;
    }

    /** Written and read as JPEG of a quality, by Java's own encoder. */
    static Picture jpeg(Picture picture, int level, RandomStream random) {
        int bands = picture.channels;
        BufferedImage image = new BufferedImage(
                picture.width, picture.height, bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        double[] values = picture.values.clone();
        for (int i = 0; i < values.length; i++) {
            int sample = (int) StrictMath.rint(255 * values[i]);
            image.getRaster()
                    .setSample(i % picture.width, i % picture.area() / picture.width, i / picture.area(), sample);
        }
        BufferedImage decoded = throughJpeg(image, JPEG[level] / 100f);
        for (int i = 0; i < values.length; i++) {
            int x = i % picture.width;
            int y = i % picture.area() / picture.width;
            int channel = i / picture.area();
            values[i] = bands == 1
                    ? decoded.getRaster().getSample(x, y, 0) / 255.0
                    : ((decoded.getRGB(x, y) >> (8 * (2 - channel))) & 0xff) / 255.0;
        }
        return picture.with(values);
    }

    private static BufferedImage throughJpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
            out.flush();
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            writer.dispose();
        }
    }

    /** A random tilt, then waves that move each pixel. */
    static Picture elastic(Picture picture, int level, RandomStream random) {
        int side = Math.min(picture.height, picture.width);
        double[] places = tilt(picture, ELASTIC[level][2] * side, random);
        double strength = ELASTIC[level][0] * side;
        if (strength > 0) {
            double[] waves = waves(picture, ELASTIC[level][1] * side, random);
            for (int i = 0; i < places.length; i++) {
                places[i] += strength * waves[i];
            }
        }
        return picture.moved(places);
    }

    /** Three corners of a triangle around the centre are moved, and the image with them. @return y, x by pixel */
    private static double[] tilt(Picture picture, double reach, RandomStream random) {
        double middleY = picture.height / 2.0;
        double middleX = picture.width / 2.0;
        double third = Math.min(picture.height, picture.width) / 3.0;
        double[] moves = new double[6]; // of (+, +), (+, -), (-, -): y and x
        for (int i = 0; i < moves.length; i++) {
            moves[i] = reach * (2 * random.uniform() - 1);
        }
        double[] places = new double[2 * picture.area()];
        for (int i = 0; i < picture.area(); i++) {
            int y = i / picture.width;
            int x = i % picture.width;
            double v = (y - middleY + third) / (2 * third); // 1 at the lower corners, 0 at the upper
            double u = (x - middleX + third) / (2 * third);
            for (int axis = 0; axis < 2; axis++) {
                double move =
                        moves[4 + axis] + v * (moves[2 + axis] - moves[4 + axis]) + u * (moves[axis] - moves[2 + axis]);
                places[2 * i + axis] = (axis == 0 ? y : x) + move;
            }
        }
        return places;
    }

    /** Smoothed uniform noise for y and x. */
    private static double[] waves(Picture picture, double sigma, RandomStream random) {
        double[] noise = new double[2 * picture.area()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 2 * random.uniform() - 1;
        }
        double[] smooth = new Picture(2, picture.height, picture.width, noise).smoothed(sigma).values;
        double[] interleaved = new double[noise.length];
        for (int i = 0; i < interleaved.length; i++) {
            interleaved[i] = smooth[i % 2 * picture.area() + i / 2];
        }
        return interleaved;
    }
}
