package sdde.data.overlap;

import java.util.Comparator;
import java.util.stream.IntStream;
import sdde.data.Images;

/** Means of a 4 × 4 grid of blocks of each image, over all channels; in the order of the images' own means if asked for. */
final class Blocks {
    static final int GRID = 4;
    static final int COUNT = GRID * GRID;

    private final int[] rows;
    private final float[] means; // (B)
    private final float[] blocks; // (B, 16), each times the root of its share of the pixels

    private Blocks(int[] rows, float[] means, float[] blocks) {
        this.rows = rows;
        this.means = means;
        this.blocks = blocks;
    }

    static Blocks sorted(Images images) {
        Blocks plain = of(images);
        int[] order = IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> plain.means[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        float[] means = new float[order.length];
        float[] blocks = new float[order.length * COUNT];
        for (int i = 0; i < order.length; i++) {
            means[i] = plain.means[order[i]];
            System.arraycopy(plain.blocks, order[i] * COUNT, blocks, i * COUNT, COUNT);
        }
        return new Blocks(order, means, blocks);
    }

    static Blocks of(Images images) {
        int area = images.height() * images.width();
        byte[] image = new byte[images.shape().bytes()];
        float[] means = new float[images.size()];
        float[] blocks = new float[images.size() * COUNT];
        for (int row = 0; row < images.size(); row++) {
            images.read(row, image);
            long[] sums = new long[COUNT];
            int[] counts = new int[COUNT];
            for (int i = 0; i < image.length; i++) {
                int y = i % area / images.width() * GRID / images.height();
                int x = i % images.width() * GRID / images.width();
                sums[y * GRID + x] += image[i] & 0xff;
                counts[y * GRID + x]++;
            }
            long total = 0;
            for (int k = 0; k < COUNT; k++) {
                double share = counts[k] == 0 ? 0 : Math.sqrt((double) counts[k] / image.length);
                blocks[row * COUNT + k] = counts[k] == 0 ? 0 : (float) (share * sums[k] / counts[k]);
                total += sums[k];
            }
            means[row] = (float) total / image.length;
        }
        return new Blocks(IntStream.range(0, images.size()).toArray(), means, blocks);
    }

    /** Of the images, at a place of this order. */
    int row(int place) {
        return rows[place];
    }

    int size() {
        return rows.length;
    }

    float mean(int place) {
        return means[place];
    }

    /** First place whose mean is at least this, in a sorted order. */
    int firstFrom(double mean) {
        int low = 0;
        int high = means.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (means[middle] < mean) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Squared, as soon as it is beyond the limit; never more than that of the images. */
    double distance(int place, Blocks other, int otherPlace, double limit) {
        double sum = 0;
        int a = place * COUNT;
        int b = otherPlace * COUNT;
        for (int k = 0; k < COUNT && sum <= limit; k++) {
            double difference = blocks[a + k] - other.blocks[b + k];
            sum += difference * difference;
        }
        return sum;
    }
}
