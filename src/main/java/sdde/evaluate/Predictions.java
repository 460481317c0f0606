package sdde.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.run.Npy;
import sdde.run.Npz;

/**
 * What was stored of an ensemble on one set, {@code predictions/<set>.npz}: {@code logits} (N, B, C), {@code labels}
 * (B), and where they were stored {@code features} (N, B, D) and the cosines of the members' saliency maps, each of all or of
 * the first images.
 */
public final class Predictions {
    /** Cosines of members' saliency maps, one kind of saliency each; of the first images at least. */
    private static final List<String> COSINES = List.of("cam_cosine", "activation_cosine", "input_gradient_cosine");

    private final int members;
    private final int size;
    private final int classes;
    private final float[] logits;
    private final int[] labels;
    private final @Nullable Npy features;
    private final Map<String, Npy> cosines;

    private Predictions(Npy logits, int[] labels, @Nullable Npy features, Map<String, Npy> cosines) {
        long[] shape = logits.shape();
        this.members = Math.toIntExact(shape[0]);
        this.size = Math.toIntExact(shape[1]);
        this.classes = Math.toIntExact(shape[2]);
        this.logits = logits.floats();
        this.labels = labels;
        this.features = features;
        this.cosines = cosines;
    }

    /** @throws UserError naming the file, if an array is missing or has another shape than the others ask for */
    public static Predictions read(Path file) {
        return read(file, Npz.read(file));
    }

    /** As {@link #read}, but without the features, which are most of a file. */
    public static Predictions readWithoutFeatures(Path file) {
        return read(file, Npz.read(file, name -> !name.equals("features")));
    }

    private static Predictions read(Path file, Map<String, Npy> arrays) {
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
        Map<String, Npy> cosines = new TreeMap<>(arrays);
        cosines.keySet().retainAll(COSINES);
        cosines.forEach((name, array) -> requireShape(name, array, Math.min(length(array), shape[1])));
        return new Predictions(logits, toInts(labels.longs()), features, cosines);
    }

    private static long length(Npy array) {
        return array.shape().length == 0 ? 0 : array.shape()[0];
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

    /** Mean over pairs of members of the cosine of their saliency maps, of all or the first images, or none. */
    public @Nullable Npy cosines(String kind) {
        return cosines.get(kind);
    }
}
