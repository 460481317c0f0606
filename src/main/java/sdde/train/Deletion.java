package sdde.train;

import java.util.Arrays;
import java.util.Comparator;
import sdde.data.Images;
import sdde.data.RandomStream;

/**
 * Takes pixels of the foreground away, that is, makes them black. Only the foreground counts: on a dark background a salient
 * pixel that is black already would be taken away for nothing, and orders could not be compared at equal numbers of pixels.
 */
final class Deletion {
    /** A pixel whose brightest channel is a quarter of white is foreground. */
    private static final int FOREGROUND = 64;

    private final Images images;
    private final int[][] foreground; // (B), positions in H × W

    Deletion(Images images) {
        this.images = images;
        this.foreground = new int[images.size()][];
        for (int b = 0; b < foreground.length; b++) {
            foreground[b] = foreground(b);
        }
    }

    private int[] foreground(int b) {
        int area = images.height() * images.width();
        return java.util.stream.IntStream.range(0, area)
                .filter(at -> {
                    for (int channel = 0; channel < images.channels(); channel++) {
                        if ((images.pixels()[index(b, channel, at)] & 0xff) >= FOREGROUND) {
                            return true;
                        }
                    }
                    return false;
                })
                .toArray();
    }

    private int index(int b, int channel, int at) {
        return (b * images.channels() + channel) * images.height() * images.width() + at;
    }

    /** The foreground of each image, most salient pixels first, equal ones at random. @param maps (B, H·W) */
    int[][] bySaliency(float[][] maps, long seed) {
        int[][] order = atRandom(seed);
        for (int b = 0; b < order.length; b++) {
            float[] map = maps[b];
            order[b] = Arrays.stream(order[b])
                    .boxed()
                    .sorted(Comparator.comparingDouble(at -> -map[at]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return order;
    }

    /** The foreground of each image in a random order. */
    int[][] atRandom(long seed) {
        int[][] order = new int[foreground.length][];
        for (int b = 0; b < order.length; b++) {
            order[b] = foreground[b].clone();
            RandomStream.of(seed, b).shuffle(order[b]);
        }
        return order;
    }

    /** The images without the first pixels of an order. @param fraction of each image's foreground, to whole pixels */
    Images without(int[][] order, double fraction) {
        byte[] pixels = images.pixels().clone();
        for (int b = 0; b < order.length; b++) {
            int count = (int) Math.round(fraction * order[b].length);
            for (int i = 0; i < count; i++) {
                for (int channel = 0; channel < images.channels(); channel++) {
                    pixels[index(b, channel, order[b][i])] = 0;
                }
            }
        }
        return new Images(images.shape(), pixels, images.labels(), images.ids());
    }

    /** A map at the size of an image: bilinear between the centres of its cells, constant beyond the outer ones. */
    static float[] scaled(double[] map, int width, Images.Shape to) {
        int height = map.length / width;
        float[] scaled = new float[to.height() * to.width()];
        for (int y = 0; y < to.height(); y++) {
            double row = at(y, height, to.height());
            int top = (int) row;
            int bottom = Math.min(top + 1, height - 1);
            for (int x = 0; x < to.width(); x++) {
                double column = at(x, width, to.width());
                int left = (int) column;
                int right = Math.min(left + 1, width - 1);
                double above = mix(map[top * width + left], map[top * width + right], column - left);
                double below = mix(map[bottom * width + left], map[bottom * width + right], column - left);
                scaled[y * to.width() + x] = (float) mix(above, below, row - top);
            }
        }
        return scaled;
    }

    /** Where a pixel's centre lies among the cells of a map. */
    private static double at(int pixel, int cells, int pixels) {
        double centre = (pixel + 0.5) * cells / pixels - 0.5;
        return Math.max(0, Math.min(cells - 1, centre));
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }
}
