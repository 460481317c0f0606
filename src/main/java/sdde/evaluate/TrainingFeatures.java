package sdde.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import sdde.config.UserError;
import sdde.run.Npy;
import sdde.run.Npz;

/**
 * What was stored of the members' features of training images, {@code training_features.npz}: {@code class_means}
 * (N, C, D), {@code covariance} (N, D, D) and {@code sample} (N, K, D).
 */
public final class TrainingFeatures {
    private final int members;
    private final int classes;
    private final int width;
    private final int kept;
    private final double[] means;
    private final double[] covariance;
    private final double[] sample;

    private TrainingFeatures(Npy means, Npy covariance, Npy sample) {
        long[] shape = means.shape();
        this.members = Math.toIntExact(shape[0]);
        this.classes = Math.toIntExact(shape[1]);
        this.width = Math.toIntExact(shape[2]);
        this.kept = Math.toIntExact(sample.shape()[1]);
        this.means = means.doubles();
        this.covariance = covariance.doubles();
        this.sample = sample.doubles();
    }

    /** Those of a run, if it has any. @throws UserError naming the file, if an array is missing or ill-shaped */
    static Optional<TrainingFeatures> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(Npz.read(file)));
        } catch (IllegalArgumentException e) {
            throw new UserError("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException if an array is missing or has another shape than the others ask for */
    public static TrainingFeatures of(Map<String, Npy> arrays) {
        Npy means = required(arrays, "class_means");
        Npy covariance = required(arrays, "covariance");
        Npy sample = required(arrays, "sample");
        long[] shape = means.shape(); // (N, C, D)
        if (!Arrays.equals(covariance.shape(), new long[] {shape[0], shape[2], shape[2]})
                || sample.shape()[0] != shape[0]
                || sample.shape()[2] != shape[2]) {
            throw new IllegalArgumentException(
                    "class_means %s, covariance %s and sample %s must be (N, C, D), (N, D, D) and (N, K, D)"
                            .formatted(
                                    Arrays.toString(shape),
                                    Arrays.toString(covariance.shape()),
                                    Arrays.toString(sample.shape())));
        }
        return new TrainingFeatures(means, covariance, sample);
    }

    private static Npy required(Map<String, Npy> arrays, String name) {
        Npy array = arrays.get(name);
        if (array == null || array.shape().length != 3) {
            throw new IllegalArgumentException(
                    "training features need '%s' with three axes, got %s".formatted(name, arrays.keySet()));
        }
        return array;
    }

    /** N. */
    public int members() {
        return members;
    }

    /** C. */
    public int classes() {
        return classes;
    }

    /** D. */
    public int width() {
        return width;
    }

    /** K. */
    public int kept() {
        return kept;
    }

    /** (D); NaN for a class without training images. */
    public double[] classMean(int member, int label) {
        return row(means, member * classes + label);
    }

    /** (D, D). */
    public double[][] covariance(int member) {
        double[][] rows = new double[width][];
        Arrays.setAll(rows, i -> row(covariance, member * width + i));
        return rows;
    }

    /** (D), features of one training image. */
    public double[] sample(int member, int image) {
        return row(sample, member * kept + image);
    }

    private double[] row(double[] values, int row) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
}
