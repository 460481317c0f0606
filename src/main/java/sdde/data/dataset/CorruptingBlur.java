package sdde.data.dataset;

import sdde.data.RandomStream;

/** Corruptions that mix neighbours. */
final class CorruptingBlur {
    private static final double[] GAUSSIAN = {0.4, 0.6, 0.7, 0.8, 1};

    /** Radius of the disc and standard deviation of its edge. */
    private static final double[][] DEFOCUS = {{0.3, 0.4}, {0.4, 0.5}, {0.5, 0.6}, {1, 0.2}, {1.5, 0.1}};

    /** Standard deviation before and after, reach of an exchange, rounds. */
    private static final double[][] GLASS = {{0.05, 1, 1}, {0.25, 1, 1}, {0.4, 1, 1}, {0.25, 1, 2}, {0.4, 1, 2}};

    /** Radius and standard deviation along the line. */
    private static final double[][] MOTION = {{6, 1}, {6, 1.5}, {6, 2}, {8, 2}, {9, 2.5}};

    /** Zooms of 1, 1.01, … up to these. */
    private static final double[] ZOOM = {1.06, 1.11, 1.16, 1.21, 1.26};

    private CorruptingBlur() {}

    static Picture gaussian(Picture picture, int level, RandomStream random) {
        return picture.smoothed(GAUSSIAN[level]);
    }

    /** A disc, its edge smoothed: what a lens out of focus makes of a point. */
    static Picture defocus(Picture picture, int level, RandomStream random) {
        double radius = DEFOCUS[level][0];
        int reach = (int) Math.ceil(radius);
        int side = 2 * reach + 1;
        double[] disc = new double[side * side];
        int inside = 0;
        for (int k = 0; k < disc.length; k++) {
            int y = k / side - reach;
            int x = k % side - reach;
            disc[k] = y * y + x * x <= radius * radius ? 1 : 0;
            inside += (int) disc[k];
        }
        for (int k = 0; k < disc.length; k++) {
            disc[k] /= inside;
        }
        return picture.filtered(disc, side).filtered(square(DEFOCUS[level][1]), 3);
    }

    private static double[] square(double sigma) {
        double[] line = Picture.gaussian(sigma, 1);
        double[] square = new double[9];
        for (int k = 0; k < square.length; k++) {
            square[k] = line[k / 3] * line[k % 3];
        }
        return square;
    }

    /** Neighbours change places, between two slight blurs. */
    static Picture glass(Picture picture, int level, RandomStream random) {
        double sigma = GLASS[level][0];
        int reach = (int) GLASS[level][1];
        Picture blurred = picture.smoothed(sigma);
        double[] values = blurred.values;
        for (int round = 0; round < GLASS[level][2]; round++) {
            for (int y = picture.height - reach - 1; y >= reach; y--) {
                for (int x = picture.width - reach - 1; x >= reach; x--) {
                    int otherY = y + random.below(2 * reach + 1) - reach;
                    int otherX = x + random.below(2 * reach + 1) - reach;
                    swap(picture, values, y * picture.width + x, otherY * picture.width + otherX);
                }
            }
        }
        return blurred.smoothed(sigma);
    }

    private static void swap(Picture picture, double[] values, int a, int b) {
        for (int start = 0; start < values.length; start += picture.area()) {
            double moved = values[start + a];
            values[start + a] = values[start + b];
            values[start + b] = moved;
        }
    }

    /** Along a line of an angle between -45 and 45 degrees, fading to one side. */
    static Picture motion(Picture picture, int level, RandomStream random) {
        double angle = StrictMath.toRadians(90 * random.uniform() - 45);
        return streaked(picture, angle, MOTION[level][0], MOTION[level][1]);
    }

    /** Each pixel the weighted mean of a line from it. @param angle of the line, downwards from the right */
    static Picture streaked(Picture picture, double angle, double radius, double sigma) {
        double down = StrictMath.sin(angle);
        double right = StrictMath.cos(angle);
        int length = (int) (2 * radius);
        double[] sums = new double[picture.values.length];
        double total = 0;
        for (int step = 0; step <= length; step++) {
            double weight = StrictMath.exp(-step * step / (2 * sigma * sigma));
            total += weight;
            for (int i = 0; i < sums.length; i++) {
                int y = i % picture.area() / picture.width;
                int x = i % picture.width;
                sums[i] += weight * picture.between(i / picture.area(), y + step * down, x + step * right);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= total;
        }
        return picture.with(sums);
    }

    /** The mean of the image and of itself zoomed in more and more. */
    static Picture zoom(Picture picture, int level, RandomStream random) {
        double[] sums = picture.values.clone();
        int count = 1;
        double middleY = (picture.height - 1) / 2.0;
        double middleX = (picture.width - 1) / 2.0;
        for (int step = 0; 1 + step / 100.0 < ZOOM[level] - 1e-9; step++) {
            double zoom = 1 + step / 100.0;
            count++;
            for (int i = 0; i < sums.length; i++) {
                int line = i % picture.area() / picture.width;
                int column = i % picture.width;
                double y = middleY + (line - middleY) / zoom;
                double x = middleX + (column - middleX) / zoom;
                sums[i] += picture.between(i / picture.area(), y, x);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
        return picture.with(sums);
    }
}
