package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where the discriminator's tensors lie in its flat vector.
 *
 * @param shapes of the embedding (C, E), then weight (out, in) and bias (out) of each dense layer
 */
record DiscriminatorLayout(List<Shape> shapes, DataType type) {
    private static final int LABEL = 64;
    private static final int[] UNITS = {256, 256, 100, 1};

    DiscriminatorLayout {
        shapes = List.copyOf(shapes);
    }

    /** The authors' sizes. @param classes C @param features D */
    static DiscriminatorLayout standard(int classes, int features) {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape(classes, LABEL));
        int in = 2 * features + LABEL;
        for (int units : UNITS) {
            shapes.add(new Shape(units, in));
            shapes.add(new Shape(units));
            in = units;
        }
        return new DiscriminatorLayout(shapes, DataType.FLOAT64);
    }

    long size() {
        return shapes.stream().mapToLong(Shape::size).sum();
    }

    /** Views of the flat vector, through which one gradient flows back to it. */
    DiscriminatorWeights split(NDArray flat) {
        long[] cuts = new long[shapes.size() - 1];
        long at = 0;
        for (int k = 0; k < cuts.length; k++) {
            at += shapes.get(k).size();
            cuts[k] = at;
        }
        NDList pieces = flat.split(cuts, 0);
        NDList layers = new NDList();
        for (int k = 1; k < shapes.size(); k++) {
            layers.add(pieces.get(k).reshape(shapes.get(k)));
        }
        return new DiscriminatorWeights(pieces.get(0).reshape(shapes.get(0)), layers);
    }

    /** PyTorch's defaults: normal for the embedding, uniform within ±1/√in for weight and bias of a layer. */
    double[] draw(SplittableRandom random) {
        double[] flat = new double[Math.toIntExact(size())];
        int at = 0;
        int embedding = Math.toIntExact(shapes.get(0).size());
        for (; at < embedding; at++) {
            flat[at] = random.nextGaussian();
        }
        for (int k = 1; k < shapes.size(); k++) {
            long in = shapes.get(k - (k + 1) % 2).get(1); // a bias has the bound of its weight
            double bound = 1 / Math.sqrt((double) in);
            for (long end = at + shapes.get(k).size(); at < end; at++) {
                flat[at] = (2 * random.nextDouble() - 1) * bound;
            }
        }
        return flat;
    }
}
