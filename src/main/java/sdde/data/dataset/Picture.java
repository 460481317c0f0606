package sdde.data.dataset;

import sdde.data.Images;

/** One image as numbers in [0, 1], (C, H, W), on which corruptions work. */
final class Picture {
    final int channels;
    final int height;
    final int width;
    final double[] values;

    Picture(int channels, int height, int width, double[] values) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.values = values;
    }

    static Picture of(byte[] image, Images.Shape shape) {
        double[] values = new double[image.length];
        for (int i = 0; i < image.length; i++) {
            values[i] = (image[i] & 0xff) / 255.0;
        }
        return new Picture(shape.channels(), shape.height(), shape.width(), values);
    }

    /** Cut to [0, 1], rounded down, as the published code does. */
    void writeTo(byte[] image) {
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (int) (Math.max(0, Math.min(1, values[i])) * 255);
        }
    }

    Picture with(double[] others) {
        return new Picture(channels, height, width, others);
    }

    int area() {
        return height * width;
    }

    /** A pixel; beyond the edge the nearest one. */
    double at(int channel, int y, int x) {
        int line = Math.max(0, Math.min(height - 1, y));
        int column = Math.max(0, Math.min(width - 1, x));
        return values[(channel * height + line) * width + column];
    }

    /** Bilinear between the four pixels around a place. */
    double between(int channel, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double down = y - top;
        double right = x - left;
        double upper = (1 - right) * at(channel, top, left) + right * at(channel, top, left + 1);
        double lower = (1 - right) * at(channel, top + 1, left) + right * at(channel, top + 1, left + 1);
        return (1 - down) * upper + down * lower;
    }

    /** Each pixel from a place of its own. @param places y and x by pixel of a channel, 2·H·W */
    Picture moved(double[] places) {
        double[] moved = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % area();
            moved[i] = between(i / area(), places[2 * pixel], places[2 * pixel + 1]);
        }
        return with(moved);
    }

    /** The sum of the pixels around each, weighted. @param kernel side × side, side odd, adding to 1 */
    Picture filtered(double[] kernel, int side) {
        int reach = side / 2;
        double[] filtered = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int y = i % area() / width;
            int x = i % width;
            double sum = 0;
            for (int k = 0; k < kernel.length; k++) {
                if (kernel[k] != 0) {
                    sum += kernel[k] * at(i / area(), y + k / side - reach, x + k % side - reach);
                }
            }
            filtered[i] = sum;
        }
        return with(filtered);
    }

    /** Gaussian filter, cut off at four standard deviations. */
    Picture smoothed(double sigma) {
        int reach = (int) (4 * sigma + 0.5);
        double[] line = gaussian(sigma, reach);
        return along(line, 0, 1).along(line, 1, 0);
    }

    /** Weighted neighbours on a line through each pixel. */
    private Picture along(double[] line, int down, int right) {
        int reach = line.length / 2;
        double[] filtered = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int y = i % area() / width;
            int x = i % width;
            for (int k = -reach; k <= reach; k++) {
                filtered[i] += line[k + reach] * at(i / area(), y + k * down, x + k * right);
            }
        }
        return with(filtered);
    }

    /** Weights that add to 1. */
    static double[] gaussian(double sigma, int reach) {
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = StrictMath.exp(-(k - reach) * (k - reach) / (2 * sigma * sigma));
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
