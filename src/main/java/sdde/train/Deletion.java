package sdde.train;

import java.util.Arrays;
import java.util.Comparator;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.train.network.Network;

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

    /** Where the cells of a map lie along an axis of the image: the pixel of the first centre, and pixels to the next. */
    record Grid(int cells, double first, double step) {
        static Grid of(Network network, int cells) {
            double first = network.centre(0, cells);
            return new Grid(cells, first, network.centre(1, cells) - first);
        }

        /** Where a pixel lies among the cells; the outer ones reach to the border. */
        private double at(int pixel) {
            return Math.max(0, Math.min(cells - 1, (pixel - first) / step));
        }
    }

    /** A map at the size of an image: bilinear between the centres of its cells. @param map (rows.cells · columns.cells) */
    static float[] scaled(double[] map, Grid rows, Grid columns, Images.Shape to) {
        float[] scaled = new float[to.height() * to.width()];
        for (int y = 0; y < to.height(); y++) {
            double row = rows.at(y);
            int above = (int) row;
            int top = above * columns.cells();
            int bottom = Math.min(above + 1, rows.cells() - 1) * columns.cells();
            for (int x = 0; x < to.width(); x++) {
                double column = columns.at(x);
                int left = (int) column;
                int right = Math.min(left + 1, columns.cells() - 1);
                double upper = mix(map[top + left], map[top + right], column - left);
                double lower = mix(map[bottom + left], map[bottom + right], column - left);
                scaled[y * to.width() + x] = (float) mix(upper, lower, row - above);
            }
        }
        return scaled;
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }
}
