package sdde.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.RunFiles;

/** A run folder with made-up predictions. */
final class StoredRun {
    static final EvalSet VALIDATION = set("a/validation", EvalSet.Role.VALIDATION);
    static final EvalSet TEST = set("a/test", EvalSet.Role.TEST);
    static final EvalSet SHIFT = set("a/shift", EvalSet.Role.OOD_VALIDATION);
    static final EvalSet NEAR = set("b/test", EvalSet.Role.OOD_NEAR);
    static final EvalSet NEAR_TOO = set("c/test", EvalSet.Role.OOD_NEAR);
    static final EvalSet FAR = set("d/test", EvalSet.Role.OOD_FAR);
    static final List<EvalSet> ALL = List.of(VALIDATION, TEST, SHIFT, NEAR, NEAR_TOO, FAR);

    private final RunFiles files;
    private final int members;
    private final int width;

    /** @param width D of the features; 0 for none */
    StoredRun(Path folder, int members, int width) {
        this.files = new RunFiles(folder);
        this.members = members;
        this.width = width;
    }

    private static EvalSet set(String name, EvalSet.Role role) {
        return new EvalSet(name, role, Choice.of("made-up"), "test");
    }

    RunFiles files() {
        return files;
    }

    /** Ten classes; in-distribution sets raise the logit of the label. */
    StoredRun write(EvalSet set, int size) {
        SplittableRandom random = new SplittableRandom(set.name().hashCode());
        long[] labels = random.ints(size, 0, 10).asLongStream().toArray();
        float[] logits = normal(random, members * size * 10);
        for (int row = 0; row < members * size && !set.role().isOod(); row++) {
            logits[row * 10 + (int) labels[row % size]] += 1;
        }
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("logits", Npy.float32(logits, members, size, 10));
        arrays.put("labels", Npy.int64(labels, size));
        arrays.put("cam_cosine", Npy.float32(normal(random, size), size));
        if (width > 0) {
            arrays.put("features", Npy.float16(normal(random, members * size * width), members, size, width));
        }
        Npz.write(files.predictions(set.name()), arrays);
        return this;
    }

    /** Of a class a corner: made-up features lie about it. */
    StoredRun writeTrainingFeatures() {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[members * 10 * width];
        double[] covariance = new double[members * width * width];
        for (int n = 0; n < members; n++) {
            for (int d = 0; d < width; d++) {
                means[n * 10 * width + d * width + d] = 1;
                covariance[(n * width + d) * width + d] = 1;
            }
        }
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("class_means", Npy.float64(means, members, 10, width));
        arrays.put("covariance", Npy.float64(covariance, members, width, width));
        arrays.put("sample", Npy.float16(normal(random, members * 50 * width), members, 50, width));
        Npz.write(files.trainingFeatures(), arrays);
        return this;
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
        }
        return values;
    }
}
