package sdde.data.dataset;

import sdde.data.RandomStream;

/**
 * Frost, snow and spatter. The published code lays photographs of ice over an image and finds the edges of drops with OpenCV;
 * here all textures are drawn, so nothing has to be downloaded.
 */
final class CorruptingWeather {
    /** Weight of the image and of the ice. */
    private static final double[][] FROST = {{1, 0.2}, {1, 0.3}, {0.9, 0.4}, {0.85, 0.4}, {0.75, 0.45}};

    private static final double[] ICE = {0.86, 0.94, 1};

    /** Crystals on the longer side. */
    private static final int CRYSTALS = 5;

    /** Mean and deviation of the flakes, zoom, what is left out below, radius and deviation of their fall, weight of the image. */
    private static final double[][] SNOW = {
        {0.1, 0.2, 1, 0.6, 8, 3, 0.95},
        {0.1, 0.2, 1, 0.5, 10, 4, 0.9},
        {0.15, 0.3, 1.75, 0.55, 10, 4, 0.9},
        {0.25, 0.3, 2.25, 0.6, 12, 6, 0.85},
        {0.3, 0.3, 1.25, 0.65, 14, 12, 0.8}
    };

    /** Mean and deviation of the liquid, its smoothness, what is dry below, strength (of water) or smoothness (of mud). */
    private static final double[][] SPATTER = {
        {0.62, 0.1, 0.7, 0.7, 0.5},
        {0.65, 0.1, 0.8, 0.7, 0.5},
        {0.65, 0.3, 1, 0.69, 0.5},
        {0.65, 0.1, 0.7, 0.69, 0.6},
        {0.65, 0.1, 0.5, 0.68, 0.6}
    };

    private static final int FIRST_OF_MUD = 3;
    private static final double[] WATER = {0.69, 0.93, 0.93};
    private static final double[] MUD = {0.25, 0.16, 0.08};

    private CorruptingWeather() {}

    /** Ice crystals over a paler image: their edges are bright, their faces as uneven as a cloud. */
    static Picture frost(Picture picture, int level, RandomStream random) {
        double[] ice = ice(picture, random);
        double[] values = picture.values.clone();
        for (int i = 0; i < values.length; i++) {
            double cold = ice[i % picture.area()] * tint(ICE, picture, i);
            values[i] = FROST[level][0] * values[i] + FROST[level][1] * cold;
        }
        return picture.with(values);
    }

    /** (H·W) in [0, 1]: cells around random points (Worley 1996), a cloud on their faces. */
    private static double[] ice(Picture picture, RandomStream random) {
        int longer = Math.max(picture.height, picture.width);
        double cell = (double) longer / CRYSTALS;
        double[][] points = new double[CRYSTALS * CRYSTALS][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {random.uniform() * longer, random.uniform() * longer};
        }
        int side = Math.max(2, Integer.highestOneBit(longer * 2 - 1));
        double[] cloud = Cloud.of(side, 2, random);
        double[] ice = new double[picture.area()];
        for (int i = 0; i < ice.length; i++) {
            int y = i / picture.width;
            int x = i % picture.width;
            double edge = 1 - Math.min(1, 4 * toEdge(points, y, x) / cell);
            ice[i] = 0.35 + 0.4 * edge * edge + 0.25 * cloud[y * side + x];
        }
        return ice;
    }

    /** How much farther the second nearest point is than the nearest. */
    private static double toEdge(double[][] points, int y, int x) {
        double nearest = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (double[] point : points) {
            double distance = StrictMath.hypot(point[0] - y, point[1] - x);
            second = Math.min(second, Math.max(nearest, distance));
            nearest = Math.min(nearest, distance);
        }
        return second - nearest;
    }

    /** Flakes as streaks, once more from the other side, over an image that is greyer and brighter. */
    static Picture snow(Picture picture, int level, RandomStream random) {
        double[] parameters = SNOW[level];
        double[] flakes = new double[picture.area()];
        for (int i = 0; i < flakes.length; i++) {
            flakes[i] = parameters[0] + parameters[1] * random.gaussian();
        }
        Picture layer = zoomed(new Picture(1, picture.height, picture.width, flakes), parameters[2]);
        for (int i = 0; i < flakes.length; i++) {
            layer.values[i] = layer.values[i] < parameters[3] ? 0 : Math.min(1, layer.values[i]);
        }
        double angle = StrictMath.toRadians(-135 + 90 * random.uniform());
        double[] fallen = CorruptingBlur.streaked(layer, angle, parameters[4], parameters[5]).values;
        double[] values = new double[picture.values.length];
        int area = picture.area();
        for (int i = 0; i < values.length; i++) {
            double pale = Math.max(picture.values[i], 1.5 * grey(picture, i % area) + 0.5);
            double image = parameters[6] * picture.values[i] + (1 - parameters[6]) * pale;
            values[i] = image + fallen[i % area] + fallen[area - 1 - i % area];
        }
        return picture.with(values);
    }

    /** Drops of water brighten it, splashes of mud cover it. */
    static Picture spatter(Picture picture, int level, RandomStream random) {
        double[] parameters = SPATTER[level];
        double[] liquid = new double[picture.area()];
        for (int i = 0; i < liquid.length; i++) {
            liquid[i] = parameters[0] + parameters[1] * random.gaussian();
        }
        Picture layer = new Picture(1, picture.height, picture.width, liquid).smoothed(parameters[2]);
        boolean mud = level >= FIRST_OF_MUD;
        double[] wet = mud ? splashes(layer, parameters) : drops(layer, parameters);
        double[] values = picture.values.clone();
        for (int i = 0; i < values.length; i++) {
            double cover = wet[i % picture.area()];
            values[i] = mud
                    ? values[i] * (1 - cover) + cover * tint(MUD, picture, i)
                    : values[i] + cover * tint(WATER, picture, i);
        }
        return picture.with(values);
    }

    /** The deeper the brighter, at most by the strength. */
    private static double[] drops(Picture layer, double[] parameters) {
        double most = 0;
        for (double depth : layer.values) {
            most = Math.max(most, depth - parameters[3]);
        }
        double[] drops = new double[layer.values.length];
        for (int i = 0; i < drops.length; i++) {
            drops[i] = most <= 0 ? 0 : parameters[4] * Math.max(0, layer.values[i] - parameters[3]) / most;
        }
        return drops;
    }

    /** All or nothing, with soft edges. */
    private static double[] splashes(Picture layer, double[] parameters) {
        double[] mask = new double[layer.values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = layer.values[i] > parameters[3] ? 1 : 0;
        }
        double[] soft = layer.with(mask).smoothed(parameters[4]).values;
        for (int i = 0; i < soft.length; i++) {
            soft[i] = soft[i] < 0.8 ? 0 : soft[i];
        }
        return soft;
    }

    /** A colour's share in the channel of a value; grey takes its mean. */
    private static double tint(double[] colour, Picture picture, int value) {
        return picture.channels == 1 ? (colour[0] + colour[1] + colour[2]) / 3 : colour[value / picture.area()];
    }

    private static double grey(Picture picture, int pixel) {
        double sum = 0;
        for (int i = pixel; i < picture.values.length; i += picture.area()) {
            sum += picture.values[i];
        }
        return sum / picture.channels;
    }

    /** About the centre. */
    private static Picture zoomed(Picture picture, double zoom) {
        double middleY = (picture.height - 1) / 2.0;
        double middleX = (picture.width - 1) / 2.0;
        double[] values = new double[picture.values.length];
        for (int i = 0; i < values.length; i++) {
            int y = i % picture.area() / picture.width;
            int x = i % picture.width;
            values[i] =
                    picture.between(i / picture.area(), middleY + (y - middleY) / zoom, middleX + (x - middleX) / zoom);
        }
        return picture.with(values);
    }
}
