package sdde.report;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import sdde.evaluate.Predictions;
import sdde.run.Npy;
import sdde.run.RunId;

/** Predictions of three members on a few invented images for every run of a study; the same for the same run and set. */
final class StoredStudy implements Shelf {
    static final int MEMBERS = 3;
    static final int IMAGES = 300;
    static final int CLASSES = 4;

    private final int frozen;

    private StoredStudy(int frozen) {
        this.frozen = frozen;
    }

    static Study of(Study study) {
        return study.with(study.evidence().with(new StoredStudy(0)));
    }

    /** The first members never learn. */
    static Study withFrozen(Study study, int members) {
        return study.with(study.evidence().with(new StoredStudy(members)));
    }

    @Override
    public Optional<Predictions> predictions(RunId run, String evalSet) {
        return Optional.of(predictions(run.hex().hashCode() * 31L + evalSet.hashCode(), evalSet.startsWith("mnist")));
    }

    @Override
    public SortedMap<String, byte[]> panels(RunId run) {
        return new TreeMap<>();
    }

    /** @param known whether the images' labels are what members see */
    private Predictions predictions(long seed, boolean known) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] labels = new long[IMAGES];
        float[] logits = new float[MEMBERS * IMAGES * CLASSES];
        double[] cosines = new double[IMAGES];
        for (int b = 0; b < IMAGES; b++) {
            labels[b] = random.nextInt(CLASSES);
            cosines[b] = random.nextDouble(-0.2, 0.6);
            for (int n = 0; n < MEMBERS; n++) {
                for (int c = 0; c < CLASSES; c++) {
                    double signal = known && n >= frozen && c == labels[b] ? 4 : 0;
                    logits[(n * IMAGES + b) * CLASSES + c] = (float) (signal + 1.5 * random.nextGaussian());
                }
            }
        }
        return Predictions.of(Map.of(
                "logits",
                Npy.float32(logits, MEMBERS, IMAGES, CLASSES),
                "labels",
                Npy.int64(labels, IMAGES),
                "cam_cosine",
                Npy.float64(cosines, IMAGES)));
    }
}
