package sdde.data.dataset;

import sdde.data.RandomStream;

/** A cyclic cloud by midpoint displacement (Fournier, Fussell, Carpenter 1982), in [0, 1]. */
final class Cloud {
    private final int side;
    private final double[] heights;
    private final RandomStream random;

    private Cloud(int side, RandomStream random) {
        this.side = side;
        this.heights = new double[side * side];
        this.random = random;
    }

    /** @param side a power of two. @param decay of the displacement from a scale to the next finer */
    static double[] of(int side, double decay, RandomStream random) {
        Cloud cloud = new Cloud(side, random);
        double reach = 1;
        for (int step = side; step >= 2; step /= 2) {
            cloud.squares(step, reach);
            cloud.diamonds(step, reach);
            reach /= decay;
        }
        return cloud.scaled();
    }

    private double at(int y, int x) {
        return heights[Math.floorMod(y, side) * side + Math.floorMod(x, side)];
    }

    private void set(int y, int x, double mean, double reach) {
        heights[Math.floorMod(y, side) * side + Math.floorMod(x, side)] = mean + reach * (2 * random.uniform() - 1);
    }

    private void squares(int step, double reach) {
        int half = step / 2;
        for (int y = 0; y < side; y += step) {
            for (int x = 0; x < side; x += step) {
                double sum = at(y, x) + at(y + step, x) + at(y, x + step) + at(y + step, x + step);
                set(y + half, x + half, sum / 4, reach);
            }
        }
    }

    private void diamonds(int step, double reach) {
        int half = step / 2;
        for (int y = 0; y < side; y += half) {
            for (int x = (y + half) % step; x < side; x += step) {
                double sum = at(y - half, x) + at(y + half, x) + at(y, x - half) + at(y, x + half);
                set(y, x, sum / 4, reach);
            }
        }
    }

    private double[] scaled() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double height : heights) {
            least = Math.min(least, height);
            most = Math.max(most, height);
        }
        for (int i = 0; i < heights.length; i++) {
            heights[i] = most == least ? 0 : (heights[i] - least) / (most - least);
        }
        return heights;
    }
}
