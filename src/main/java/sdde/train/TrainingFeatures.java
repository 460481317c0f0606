package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.run.Npy;
import sdde.run.Seeds;
import sdde.train.torch.TorchOps;

/**
 * What distances in feature space are measured from: class means and the shared covariance of the members' features of
 * training images, and some of these features. In evaluation mode, without augmentation, of features rounded to float16 as
 * predictions store them: what rounding adds to the spread of one it adds to the other.
 */
public final class TrainingFeatures {
    /** Means and covariance of D ≤ 512 dimensions need no more; a second or two for each member on one core. */
    static final int MOST_IMAGES = 10_000;

    /** Neighbours are looked for among these: a thousandth of them is two. */
    static final int SAMPLE = 2_000;

    private final Ensemble ensemble;
    private final Dataset.Facts facts;
    private final int width;
    private final double[] sums; // (N, C, D)
    private final double[] products; // (N, D, D)

    /** @param facts of the set that the ensemble was trained on */
    public TrainingFeatures(Ensemble ensemble, Dataset.Facts facts) {
        this.ensemble = ensemble;
        this.facts = facts;
        this.width = ensemble.network().features();
        this.sums = new double[ensemble.members() * facts.classes() * width];
        this.products = new double[ensemble.members() * width * width];
    }

    /**
     * Arrays by name; n images, at most 10,000, drawn from the training images.
     *
     * <ul>
     *   <li>{@code class_counts} (C) int64, images of each class
     *   <li>{@code class_means} (N, C, D) float64; NaN for a class without images
     *   <li>{@code covariance} (N, D, D) float64: mean over images of the products of what is left without the class mean
     *   <li>{@code sample} (N, K, D) float16: features of the first K ≤ 2,000
     *   <li>{@code sample_ids} (K) int64, positions in the original file
     * </ul>
     *
     * @param train the training images at their own size
     * @param seed of the run, for the draw: methods of one seed look at the same images
     */
    public Map<String, Npy> of(Images train, long seed) {
        int[] drawn = new RandomStream(Seeds.of(seed, "training-features")).permutation(train.size());
        Images images = train.select(Arrays.copyOf(drawn, Math.min(drawn.length, MOST_IMAGES)));
        long kept = Math.min(images.size(), SAMPLE);
        float[] sample = new float[ensemble.members() * (int) kept * width]; // (N, K, D)
        new Pass(TrainingData.sized(images, facts), facts.normalisation())
                .over(ensemble.manager(), (scope, rows, batch) -> {
                    NDArray half = ensemble.evaluate(scope, batch).features().toType(DataType.FLOAT16, false);
                    NDArray features = TorchOps.toDouble(half); // (N, B, D)
                    add(features, scope.create(labels(images, rows)));
                    keep(features.toDoubleArray(), rows, sample);
                });
        return arrays(images, sample, kept);
    }

    private static long[] labels(Images images, int[] rows) {
        return Arrays.stream(rows).mapToLong(row -> images.labels()[row]).toArray();
    }

    /** @param features (N, B, D) @param labels (B) */
    private void add(NDArray features, NDArray labels) {
        NDArray classes = TorchOps.toDouble(labels.oneHot(facts.classes())); // (B, C)
        NDArray byClass = classes.transpose().expandDims(0); // (1, C, B)
        addTo(sums, byClass.matMul(features)); // (N, C, D)
        addTo(products, features.transpose(0, 2, 1).batchMatMul(features)); // (N, D, D)
    }

    private static void addTo(double[] total, NDArray more) {
        double[] values = more.toDoubleArray();
        for (int i = 0; i < total.length; i++) {
            total[i] += values[i];
        }
    }

    /** @param features (N, B, D) of the images from the first row on */
    private void keep(double[] features, int[] rows, float[] sample) {
        int kept = sample.length / (ensemble.members() * width);
        int count = Math.min(rows.length, kept - rows[0]) * width;
        for (int n = 0; n < ensemble.members(); n++) {
            for (int i = 0; i < count; i++) {
                sample[(n * kept + rows[0]) * width + i] = (float) features[n * rows.length * width + i];
            }
        }
    }

    private Map<String, Npy> arrays(Images images, float[] sample, long kept) {
        int n = ensemble.members();
        int c = facts.classes();
        long[] counts = new long[c];
        Arrays.stream(images.labels()).forEach(label -> counts[label]++);
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("class_counts", Npy.int64(counts, c));
        arrays.put("class_means", Npy.float64(means(counts), n, c, width));
        arrays.put("covariance", Npy.float64(covariance(counts, images.size()), n, width, width));
        arrays.put("sample", Npy.float16(sample, n, kept, width));
        arrays.put("sample_ids", Npy.int64(Arrays.copyOf(images.ids(), (int) kept), kept));
        return arrays;
    }

    private double[] means(long[] counts) {
        double[] means = sums.clone();
        for (int i = 0; i < means.length; i++) {
            means[i] /= counts[i / width % counts.length];
        }
        return means;
    }

    /** {@code (sum_i f f' - sum_c n_c m_c m_c') / n}. */
    private double[] covariance(long[] counts, int images) {
        double[] covariance = products.clone();
        for (int n = 0; n < ensemble.members(); n++) {
            for (int c = 0; c < counts.length; c++) {
                int from = (n * counts.length + c) * width;
                for (int at = 0; counts[c] > 0 && at < width * width; at++) {
                    covariance[n * width * width + at] -= sums[from + at / width] * sums[from + at % width] / counts[c];
                }
            }
        }
        Arrays.setAll(covariance, i -> covariance[i] / images);
        return covariance;
    }
}
