package sdde.train.plain;

/** LeNet on one image at a time, as nested loops. */
final class PlainLeNet {
    private static final int SIDE = 28;
    private static final int MAPS = 16;
    private static final int PIXELS = 25;
    private static final int HIDDEN = 120;
    private static final int FEATURES = 84;

    /**
     * What it makes of an image.
     *
     * @param maps (16, 25), the output of block 2
     * @param hidden (120) after ReLU
     * @param features (84) after ReLU
     * @param logits (C)
     */
    @SuppressWarnings("ArrayRecordComponent") // vectors of one image, only read
    record Answer(double[][] maps, double[] hidden, double[] features, double[] logits) {}

    private final Tensors member;

    PlainLeNet(Tensors member) {
        this.member = member;
    }

    /** @param image (channels, 28, 28); one of a single channel counts as three equal ones */
    Answer of(double[] image) {
        int channels = image.length / (SIDE * SIDE);
        double[][] planes = new double[3][SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(image, c % channels * SIDE * SIDE, planes[c], 0, SIDE * SIDE);
        }
        double[][] first = block(planes, SIDE, 2, "block1.0", 6); // (6, 14 · 14)
        double[][] maps = block(first, SIDE / 2, 0, "block2.0", MAPS); // (16, 5 · 5)
        double[] flat = new double[MAPS * PIXELS];
        for (int k = 0; k < MAPS; k++) {
            System.arraycopy(maps[k], 0, flat, k * PIXELS, PIXELS);
        }
        double[] hidden = relu(dense(flat, "block3.0", HIDDEN));
        double[] features = relu(dense(hidden, "classifier1", FEATURES));
        return new Answer(maps, hidden, features, dense(features, "fc", member.of("fc.bias").length));
    }

    /**
     * Mean over a map's pixels of the gradient of a score by it.
     *
     * @param byLogits gradient of the score by the logits (C)
     * @return (16)
     */
    double[] pooledGradient(Answer answer, double[] byLogits) {
        double[] byFeatures = open(back(byLogits, "fc", FEATURES), answer.features());
        double[] byHidden = open(back(byFeatures, "classifier1", HIDDEN), answer.hidden());
        double[] byMaps = back(byHidden, "block3.0", MAPS * PIXELS);
        double[] pooled = new double[MAPS];
        for (int i = 0; i < byMaps.length; i++) {
            pooled[i / PIXELS] += byMaps[i] / PIXELS;
        }
        return pooled;
    }

    /** 5 × 5 convolution, ReLU, 2 × 2 maximum. @param planes (Cin, side · side) @return (Cout, side' · side') */
    private double[][] block(double[][] planes, int side, int padding, String name, int outputs) {
        double[] filters = member.of(name + ".weight"); // (Cout, Cin, 5, 5)
        double[] bias = member.of(name + ".bias");
        int wide = side + 2 * padding - 4;
        int half = wide / 2;
        double[][] pooled = new double[outputs][half * half];
        for (int o = 0; o < outputs; o++) {
            double[] sums = new double[wide * wide];
            for (int c = 0; c < planes.length; c++) {
                addConvolved(sums, planes[c], side, padding, filters, (o * planes.length + c) * 25);
            }
            for (int y = 0; y < half; y++) {
                for (int x = 0; x < half; x++) {
                    int at = 2 * y * wide + 2 * x;
                    double top = Math.max(sums[at], sums[at + 1]);
                    double bottom = Math.max(sums[at + wide], sums[at + wide + 1]);
                    pooled[o][y * half + x] = Math.max(0, Math.max(top, bottom) + bias[o]);
                }
            }
        }
        return pooled;
    }

    private static void addConvolved(
            double[] sums, double[] plane, int side, int padding, double[] filters, int filter) {
        int wide = side + 2 * padding - 4;
        for (int dy = 0; dy < 5; dy++) {
            for (int dx = 0; dx < 5; dx++) {
                double weight = filters[filter + dy * 5 + dx];
                for (int y = Math.max(0, padding - dy); y < Math.min(wide, side + padding - dy); y++) {
                    int from = (y + dy - padding) * side + dx - padding;
                    for (int x = Math.max(0, padding - dx); x < Math.min(wide, side + padding - dx); x++) {
                        sums[y * wide + x] += weight * plane[from + x];
                    }
                }
            }
        }
    }

    private double[] dense(double[] x, String name, int outputs) {
        double[] weight = member.of(name + ".weight"); // (out, in)
        double[] y = member.of(name + ".bias").clone();
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += weight[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    /** @param byOutputs (out) @return (in) */
    private double[] back(double[] byOutputs, String name, int inputs) {
        double[] weight = member.of(name + ".weight");
        double[] byInputs = new double[inputs];
        for (int o = 0; o < byOutputs.length; o++) {
            for (int i = 0; i < inputs; i++) {
                byInputs[i] += weight[o * inputs + i] * byOutputs[o];
            }
        }
        return byInputs;
    }

    private static double[] relu(double[] x) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, y[i]);
        }
        return y;
    }

    private static double[] open(double[] gradient, double[] output) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = output[i] > 0 ? gradient[i] : 0;
        }
        return gradient;
    }
}
