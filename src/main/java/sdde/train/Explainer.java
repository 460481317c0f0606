package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.run.Npy;
import sdde.run.Seeds;
import sdde.train.loss.Target;

/**
 * Asks the first member of an ensemble where it looks, and whether that is what it decides by: the deletion test (Samek et
 * al. 2017) beside maps of networks whose weights were drawn anew (Adebayo et al. 2018).
 */
public final class Explainer {
    /** Enough for intervals of a percent; a second or two on one core. */
    public static final int MOST_IMAGES = 1000;

    /** Shares of the foreground that are taken away. */
    private static final double[] FRACTIONS = {0.1, 0.2, 0.3};

    /** Random orders, and networks drawn anew: one alone may look at the right place by luck. */
    private static final int DRAWS = 5;

    private final Ensemble trained;
    private final Dataset.Facts facts;
    private final long seed;

    /** @param facts of the set that the ensemble was trained on. @param seed of everything drawn here */
    public Explainer(Ensemble trained, Dataset.Facts facts, long seed) {
        this.trained = trained;
        this.facts = facts;
        this.seed = seed;
    }

    /**
     * Arrays by name; F fractions, B images, each with its label's logit.
     *
     * <ul>
     *   <li>{@code ids}, {@code labels} (B) int64
     *   <li>{@code saliency}, {@code randomised_saliency} (B, H, W) float32: GradCAM of the label's logit after ReLU, scaled to
     *       the image's size; of the trained member, and of the first network drawn anew
     *   <li>{@code fractions} (F) float64 of the foreground that is taken away
     *   <li>{@code logit} (B) float32 of the whole image
     *   <li>{@code salient}, {@code random}, {@code randomised} (F, B) float32: logit of the image without its most salient
     *       foreground pixels, without random ones, and without those most salient to a network drawn anew; the last two are
     *       means over draws
     * </ul>
     *
     * @param images labelled, of the size that the network takes
     */
    public Map<String, Npy> explain(Images images) {
        Deletion deletion = new Deletion(images);
        float[][] maps = maps(trained, images); // (B, H·W)
        float[] salient = without(deletion, deletion.bySaliency(maps, Seeds.of(seed, "explain")), images); // (F·B)
        float[] random = new float[salient.length];
        float[] randomised = new float[salient.length];
        float[][] firstRandomised = maps;
        for (int draw = 0; draw < DRAWS; draw++) {
            long drawn = Seeds.of(seed, "explain", draw);
            addTo(random, without(deletion, deletion.atRandom(drawn), images));
            float[][] others = randomisedMaps(images, drawn);
            firstRandomised = draw == 0 ? others : firstRandomised;
            addTo(randomised, without(deletion, deletion.bySaliency(others, drawn), images));
        }
        long b = images.size();
        long f = FRACTIONS.length;
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("ids", Npy.int64(images.ids(), b));
        arrays.put("labels", Npy.int64(labels(images, all(images)), b));
        arrays.put("saliency", Npy.float32(joined(maps), b, images.height(), images.width()));
        arrays.put("randomised_saliency", Npy.float32(joined(firstRandomised), b, images.height(), images.width()));
        arrays.put("fractions", Npy.float64(FRACTIONS, f));
        arrays.put("logit", Npy.float32(logits(images), b));
        arrays.put("salient", Npy.float32(salient, f, b));
        arrays.put("random", Npy.float32(mean(random), f, b));
        arrays.put("randomised", Npy.float32(mean(randomised), f, b));
        return arrays;
    }

    private float[][] randomisedMaps(Images images, long drawn) {
        NDManager manager = trained.manager();
        try (Ensemble other = new Ensemble(manager.getDevice(), trained.network(), 1, facts.classes())) {
            other.draw(drawn);
            return maps(other, images);
        }
    }

    /** Of the first member, at the image's size. @return (B, H·W) */
    private float[][] maps(Ensemble ensemble, Images images) {
        return MemberMaps.of(ensemble, images, facts.normalisation(), (rows, logits) -> labels(images, rows))[0];
    }

    /** The label's logit of each image without each fraction of the pixels in an order. @return (F·B) */
    private float[] without(Deletion deletion, int[][] order, Images images) {
        float[] logits = new float[FRACTIONS.length * images.size()];
        for (int f = 0; f < FRACTIONS.length; f++) {
            float[] some = logits(deletion.without(order, FRACTIONS[f])); // (B)
            System.arraycopy(some, 0, logits, f * images.size(), some.length);
        }
        return logits;
    }

    /** The label's logit by the first member. @return (B) */
    private float[] logits(Images images) {
        float[] logits = new float[images.size()];
        pass(images).over(trained.manager(), (scope, rows, batch) -> {
            NDArray answers = trained.evaluate(scope, batch).logits(); // (N, B, C)
            float[] own = Target.GT_LOGIT
                    .of(answers, scope.create(labels(images, rows)))
                    .toFloatArray(); // (N·B)
            System.arraycopy(own, 0, logits, rows[0], rows.length);
        });
        return logits;
    }

    private Pass pass(Images images) {
        return new Pass(images, facts.normalisation());
    }

    private static long[] labels(Images images, int[] rows) {
        return Arrays.stream(rows).mapToLong(row -> images.labels()[row]).toArray();
    }

    private static int[] all(Images images) {
        return java.util.stream.IntStream.range(0, images.size()).toArray();
    }

    private static void addTo(float[] sum, float[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    private static float[] mean(float[] sum) {
        float[] mean = sum.clone();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= DRAWS;
        }
        return mean;
    }

    private static float[] joined(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int b = 0; b < rows.length; b++) {
            System.arraycopy(rows[b], 0, all, b * rows[0].length, rows[0].length);
        }
        return all;
    }
}
