package sdde.data.dataset;

import sdde.data.RandomStream;

/** Corruptions of light and colour. */
final class CorruptingColour {
    private static final double[] BRIGHTNESS = {0.05, 0.1, 0.15, 0.2, 0.3};
    private static final double[] CONTRAST = {0.75, 0.5, 0.4, 0.3, 0.15};

    /** Factor of the saturation and what is added to it. */
    private static final double[][] SATURATE = {{0.3, 0}, {0.1, 0}, {1.5, 0}, {2, 0.1}, {2.5, 0.2}};

    /** Density, and how fast the fog's detail fades. */
    private static final double[][] FOG = {{0.2, 3}, {0.5, 3}, {0.75, 2.5}, {1, 2}, {1.5, 1.75}};

    private CorruptingColour() {}

    /** The value of HSV grows, hue and saturation stay. */
    static Picture brightness(Picture picture, int level, RandomStream random) {
        return overValue(
                picture, (value, saturation) -> new double[] {Math.min(1, value + BRIGHTNESS[level]), saturation});
    }

    /** The saturation of HSV. Grey images have none and stay. */
    static Picture saturate(Picture picture, int level, RandomStream random) {
        return overValue(picture, (value, saturation) ->
                new double[] {value, Math.max(0, Math.min(1, saturation * SATURATE[level][0] + SATURATE[level][1]))});
    }

    private interface ValueSaturation {
        double[] of(double value, double saturation);
    }

    private static Picture overValue(Picture picture, ValueSaturation change) {
        double[] values = picture.values.clone();
        int area = picture.area();
        for (int pixel = 0; pixel < area; pixel++) {
            double most = 0;
            double least = 1;
            for (int i = pixel; i < values.length; i += area) {
                most = Math.max(most, values[i]);
                least = Math.min(least, values[i]);
            }
            double range = most - least;
            double[] changed = change.of(most, most == 0 ? 0 : range / most);
            for (int i = pixel; i < values.length; i += area) {
                double depth = range == 0 ? 0 : (most - values[i]) / range; // 0 the brightest channel, 1 the darkest
                values[i] = changed[0] * (1 - (range == 0 ? 0 : changed[1]) * depth);
            }
        }
        return picture.with(values);
    }

    /** Towards the mean of each channel. */
    static Picture contrast(Picture picture, int level, RandomStream random) {
        double[] values = picture.values.clone();
        int area = picture.area();
        for (int start = 0; start < values.length; start += area) {
            double sum = 0;
            for (int i = start; i < start + area; i++) {
                sum += values[i];
            }
            double mean = sum / area;
            for (int i = start; i < start + area; i++) {
                values[i] = (values[i] - mean) * CONTRAST[level] + mean;
            }
        }
        return picture.with(values);
    }

    /** A fractal cloud in front; the brightest pixel stays as bright. */
    static Picture fog(Picture picture, int level, RandomStream random) {
        double density = FOG[level][0];
        double most = 0;
        for (double value : picture.values) {
            most = Math.max(most, value);
        }
        int side = Math.max(2, Integer.highestOneBit(Math.max(picture.height, picture.width) * 2 - 1));
        double[] cloud = Cloud.of(side, FOG[level][1], random);
        double[] values = picture.values.clone();
        for (int i = 0; i < values.length; i++) {
            int y = i % picture.area() / picture.width;
            int x = i % picture.width;
            values[i] = (values[i] + density * cloud[y * side + x]) * most / (most + density);
        }
        return picture.with(values);
    }
}
