package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.SaliencyPanel;
import sdde.data.Split;
import sdde.run.EvalSet;
import sdde.run.Hashes;
import sdde.run.Npy;
import sdde.train.method.Forward;

/** Asks a trained ensemble about sets of images; what it says is kept, so that all evaluation can be done later without it. */
public final class Predictor {
    /** Longer feature vectors would make the files large and are left out. */
    private static final int MOST_FEATURES = 128;

    /** A gradient by the pixels costs as much as a training step, so only the first images have it. */
    private static final int INPUT_GRADIENTS = 1000;

    /** Images in a panel. */
    private static final int SHOWN = 8;

    /** About so many pixels high is an image in a panel. */
    private static final int TILE = 84;

    private final Ensemble ensemble;
    private final Dataset.Facts facts;

    /** @param facts of the set that the ensemble was trained on: size, channels, normalisation */
    public Predictor(Ensemble ensemble, Dataset.Facts facts) {
        this.ensemble = ensemble;
        this.facts = facts;
    }

    /** Whether feature vectors are short enough to be stored unasked. */
    public boolean hasShortFeatures() {
        return ensemble.network().features() <= MOST_FEATURES;
    }

    /** A set as the ensemble sees it. @param most images; 0: all */
    public Images images(EvalSet set, int most) {
        Dataset dataset = Datasets.REGISTRY.create(set.dataset());
        int channels = Math.max(dataset.facts().channels(), facts.channels()); // colours stay, as in the authors' code
        Images.Shape shape = new Images.Shape(channels, facts.height(), facts.width());
        return dataset.load(Split.of(set.split()), shape, most);
    }

    /**
     * Arrays by name.
     *
     * <ul>
     *   <li>{@code logits} (N, B, C) float32
     *   <li>{@code labels} (B) int64, the set's own; -1 where it has none
     *   <li>{@code ids} (B) int64, positions in the original file
     *   <li>{@code features} (N, B, D) float16, if D ≤ 128 or the set asks for them
     *   <li>{@code cam_cosine} (B) float32: mean over pairs of members of the cosine of their GradCAM maps, for the true
     *       class in-distribution and for the predicted one out of it; NaN for a single member
     *   <li>{@code activation_cosine} (B) float32: the same of the means of their feature maps
     *   <li>{@code input_gradient_cosine} (min(B, 1000)) float32: the same of their gradients by the pixels, of the first
     *       images; in-distribution only
     * </ul>
     */
    public Map<String, Npy> predict(EvalSet set, Images images) {
        return predict(images, set.role().isOod(), hasShortFeatures() || set.longFeatures());
    }

    /**
     * The first images under the maps of all members, each explaining the class that the ensemble takes it for.
     *
     * @return a PNG file
     */
    public byte[] panel(Images original) {
        Images images = TrainingData.sized(original.first(SHOWN), facts);
        float[][][] maps = MemberMaps.of(ensemble, images, facts.normalisation(), (rows, logits) -> {
            float[] mean = logits.mean(new int[] {0}).toFloatArray(); // (B·C)
            int classes = mean.length / rows.length;
            return IntStream.range(0, rows.length)
                    .mapToLong(b -> Validation.argMax(mean, b * classes, classes))
                    .toArray();
        });
        return SaliencyPanel.of(images, List.of(maps), 1, Math.max(1, TILE / images.height()));
    }

    /**
     * @param ood whether the labels mean nothing to the ensemble
     * @param withFeatures whether feature vectors are among the arrays
     */
    Map<String, Npy> predict(Images original, boolean ood, boolean withFeatures) {
        Images images = TrainingData.sized(original, facts);
        Answers answers = new Answers(images, ood, withFeatures);
        new Pass(images, facts.normalisation())
                .over(ensemble.manager(), (scope, rows, batch) -> visit(answers, scope, rows, batch));
        return answers.arrays();
    }

    /** Of the member logits alone, float32 little-endian; bare lower-case hex. */
    public static String logitsSha256(Map<String, Npy> arrays) {
        Npy logits = arrays.get("logits");
        if (logits == null) {
            throw new IllegalArgumentException("no logits among " + arrays.keySet());
        }
        return Hashes.of(logits.bytes());
    }

    private void visit(Answers answers, NDManager scope, int[] rows, NDArray batch) {
        NDArray maps = ensemble.featureMaps(scope, batch); // (N, B, K, H, W)
        JniUtils.setGradMode(true);
        try {
            NDArray leaf = maps.stopGradient();
            leaf.setRequiresGradient(true);
            Forward forward = ensemble.head(scope, leaf);
            NDArray mean = forward.logits().mean(new int[] {0}); // (B, C)
            NDArray target = scope.create(answers.targets(rows, mean.toFloatArray())); // (B)
            answers.add(rows, forward);
            answers.cams.add(rows, MapCosine.ofGradCam(forward, target));
            answers.activations.add(rows, MapCosine.ofActivation(forward));
            if (rows[0] < answers.inputGradients.size()) {
                answers.inputGradients.add(rows, inputGradients(scope, batch, target));
            }
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** In grad mode. @param target (B) @return (B) */
    private NDArray inputGradients(NDManager scope, NDArray batch, NDArray target) {
        NDArray leaf = ImageLeaf.of(batch, ensemble.members()); // (N, B, channels, H, W)
        Forward forward = ensemble.head(scope, ensemble.featureMaps(scope, ImageLeaf.views(leaf)));
        return MapCosine.ofInputGradient(forward, target, leaf);
    }

    /** One number for each of the first images. */
    private static final class Cosines {
        private final float[] values;

        Cosines(int size) {
            values = new float[size];
        }

        int size() {
            return values.length;
        }

        /** @param cosines (b) of rows that follow each other; those beyond the last that is wanted are dropped */
        void add(int[] rows, NDArray cosines) {
            double[] more = cosines.toDoubleArray();
            for (int b = 0; b < rows.length && rows[b] < values.length; b++) {
                values[rows[b]] = (float) more[b];
            }
        }

        Npy array() {
            return Npy.float32(values, values.length);
        }
    }

    /** What has been said so far, in the order of the images. */
    private final class Answers {
        private final Images images;
        private final boolean ood;
        private final boolean withFeatures;
        private final float[][] logits; // (N, B·C)
        private final float[][] features; // (N, B·D)
        private final Cosines cams; // (B)
        private final Cosines activations; // (B)
        private final Cosines inputGradients; // (B) or fewer
        private int classes;

        Answers(Images images, boolean ood, boolean withFeatures) {
            this.images = images;
            this.ood = ood;
            this.withFeatures = withFeatures;
            this.logits = new float[ensemble.members()][];
            this.features = new float[ensemble.members()][];
            this.cams = new Cosines(images.size());
            this.activations = new Cosines(images.size());
            this.inputGradients = new Cosines(ood ? 0 : Math.min(images.size(), INPUT_GRADIENTS));
        }

        /** The classes to explain. @param mean logits (B, C) */
        long[] targets(int[] rows, float[] mean) {
            classes = mean.length / rows.length;
            long[] targets = new long[rows.length];
            for (int b = 0; b < rows.length; b++) {
                int label = images.labels()[rows[b]];
                targets[b] = ood || label < 0 ? Validation.argMax(mean, b * classes, classes) : label;
            }
            return targets;
        }

        void add(int[] rows, Forward forward) {
            spread(forward.logits(), logits, rows[0]);
            if (withFeatures) {
                spread(forward.features(), features, rows[0]);
            }
        }

        /** @param answers (N, b, width) of the images from {@code first} on */
        private void spread(NDArray answers, float[][] to, int first) {
            int width = (int) answers.getShape().get(2);
            int length = (int) answers.getShape().get(1) * width;
            float[] all = answers.toFloatArray();
            for (int i = 0; i < to.length; i++) {
                if (first == 0) {
                    to[i] = new float[images.size() * width];
                }
                System.arraycopy(all, i * length, to[i], first * width, length);
            }
        }

        Map<String, Npy> arrays() {
            long b = images.size();
            int d = ensemble.network().features();
            Map<String, Npy> arrays = new LinkedHashMap<>();
            arrays.put("logits", Npy.float32(joined(logits), logits.length, b, classes));
            long[] labels = Arrays.stream(images.labels()).asLongStream().toArray();
            arrays.put("labels", Npy.int64(labels, b));
            arrays.put("ids", Npy.int64(images.ids(), b));
            if (withFeatures) {
                arrays.put("features", Npy.float16(joined(features), features.length, b, d));
            }
            arrays.put("cam_cosine", cams.array());
            arrays.put("activation_cosine", activations.array());
            if (inputGradients.size() > 0) {
                arrays.put("input_gradient_cosine", inputGradients.array());
            }
            return arrays;
        }

        private float[] joined(float[][] members) {
            float[] all = new float[members.length * members[0].length];
            for (int i = 0; i < members.length; i++) {
                System.arraycopy(members[i], 0, all, i * members[0].length, members[0].length);
            }
            return all;
        }
    }
}
