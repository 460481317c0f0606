package sdde.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.run.Npy;
import sdde.run.Npz;

/**
 * What was stored of an ensemble on one set, {@code predictions/<set>.npz}: {@code logits} (N, B, C), {@code labels}
 * (B), and where they were stored {@code features} (N, B, D) and {@code cam_cosine} (B).
 */
public final class Predictions {
    private final int members;
    private final int size;
    private final int classes;
    private final float[] logits;
    private final int[] labels;
    private final @Nullable Npy features;
    private final @Nullable Npy camCosine;

    private Predictions(Npy logits, int[] labels, @Nullable Npy features, @Nullable Npy camCosine) {
        long[] shape = logits.shape();
        this.members = Math.toIntExact(shape[0]);
        this.size = Math.toIntExact(shape[1]);
        this.classes = Math.toIntExact(shape[2]);
        this.logits = logits.floats();
        this.labels = labels;
        this.features = features;
        this.camCosine = camCosine;
    }

    /** @throws UserError naming the file, if an array is missing or has another shape than the others ask for */
    public static Predictions read(Path file) {
        Map<String, Npy> arrays = Npz.read(file);
        try {
            return of(arrays);
        } catch (IllegalArgumentException e) {
            throw new UserError("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException if an array is missing or has another shape than the others ask for */
    public static Predictions of(Map<String, Npy> arrays) {
        Npy logits = arrays.get("logits");
        Npy labels = arrays.get("labels");
        if (logits == null || labels == null) {
            throw new IllegalArgumentException("predictions need logits and labels, got " + arrays.keySet());
        }
        long[] shape = logits.shape();
        if (shape.length != 3 || shape[0] < 1 || shape[2] < 1) {
            throw new IllegalArgumentException("logits must be (N, B, C), got " + Arrays.toString(shape));
        }
        requireShape("labels", labels, shape[1]);
        Npy features = arrays.get("features");
        if (features != null) {
            long width = features.shape().length == 3 ? features.shape()[2] : 0;
            requireShape("features", features, shape[0], shape[1], width);
        }
        Npy camCosine = arrays.get("cam_cosine");
        if (camCosine != null) {
            requireShape("cam_cosine", camCosine, shape[1]);
        }
        return new Predictions(logits, toInts(labels.longs()), features, camCosine);
    }

    private static void requireShape(String name, Npy array, long... expected) {
        if (!Arrays.equals(array.shape(), expected)) {
            throw new IllegalArgumentException(
                    "%s must be %s, got %s".formatted(name, Arrays.toString(expected), Arrays.toString(array.shape())));
        }
    }

    private static int[] toInts(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    /** N. */
    public int members() {
        return members;
    }

    /** B. */
    public int size() {
        return size;
    }

    /** C. */
    public int classes() {
        return classes;
    }

    /** The set's own label of an image: a class of the training set only where the set is in-distribution. */
    public int label(int image) {
        return labels[image];
    }

    public int[] labels() {
        return labels.clone();
    }

    /** The logits divided by a temperature, in float64. */
    public Outputs at(double temperature) {
        double[] scaled = new double[logits.length]; // (N, B, C)
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = logits[i] / temperature;
        }
        return new Outputs(members, size, classes, scaled);
    }

    /** The logits as they are. */
    public Outputs outputs() {
        return at(1);
    }

    /** (N, B, D), or none where the worker stored none. */
    public @Nullable Npy features() {
        return features;
    }

    /** Mean over pairs of members of the cosine of their saliency maps (B), or none. */
    public @Nullable Npy camCosine() {
        return camCosine;
    }
}
