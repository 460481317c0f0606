package sdde.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import sdde.config.Choice;
import sdde.evaluate.Evaluator;
import sdde.run.EvalSet;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.RunFiles;

/**
 * {@code bench evaluate}: every aggregator and metric from stored predictions. The predictions are drawn, of five members on
 * 5,000 validation, 10,000 test and three times 10,000 OOD images; a few runs lie on disk and are evaluated in turn.
 */
final class EvaluateBench {
    private static final int MEMBERS = 5;
    private static final int CLASSES = 10;
    private static final int FEATURES = 84;
    private static final int KEPT = 2000;
    private static final int STORED = 4;
    private static final int PARTS = 10;

    private static final List<EvalSet> SETS = List.of(
            set("id/validation", EvalSet.Role.VALIDATION),
            set("id/test", EvalSet.Role.TEST),
            set("near/test", EvalSet.Role.OOD_NEAR),
            set("near-too/test", EvalSet.Role.OOD_NEAR),
            set("far/test", EvalSet.Role.OOD_FAR));

    private EvaluateBench() {}

    /** What one part of the runs took. @param heap bytes in use after it, garbage collected */
    private record Part(int runs, double seconds, double cpuSeconds, long heap) {}

    /** @param features whether runs have feature vectors, and with them Mahalanobis and nearest neighbours */
    static int run(Invocation invocation, Path scratch, int runs, boolean features) {
        int stored = Math.min(STORED, runs);
        for (int i = 0; i < stored; i++) {
            write(new RunFiles(scratch.resolve(Integer.toString(i))), i, features);
        }
        int numbers =
                Evaluator.evaluate(new RunFiles(scratch.resolve("0")), SETS).size(); // warms up as well
        List<Part> parts = new ArrayList<>();
        int done = 0;
        for (int part = 1; part <= PARTS && done < runs; part++) {
            int until = Math.max(done + 1, runs * part / PARTS);
            parts.add(part(scratch, done, until, stored));
            done = until;
        }
        print(invocation, parts, numbers, features);
        return Main.OK;
    }

    private static Part part(Path scratch, int from, int to, int stored) {
        long began = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int run = from; run < to; run++) {
            Evaluator.evaluate(new RunFiles(scratch.resolve(Integer.toString(run % stored))), SETS);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        ManagementFactory.getMemoryMXBean().gc();
        return new Part(
                to - from,
                seconds,
                used,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static void print(Invocation invocation, List<Part> parts, int numbers, boolean features) {
        Console console = invocation.console();
        int runs = parts.stream().mapToInt(Part::runs).sum();
        double seconds = parts.stream().mapToDouble(Part::seconds).sum();
        double cpu = parts.stream().mapToDouble(Part::cpuSeconds).sum();
        if (invocation.has(CommonOptions.JSON)) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("runs", runs);
            figures.put("features", features);
            figures.put("numbers_a_run", numbers);
            figures.put("seconds", seconds);
            figures.put("cpu_seconds", cpu);
            figures.put("parts", parts);
            console.line(Json.line(figures));
            return;
        }
        console.line(String.format(
                Locale.ROOT,
                "%d runs, %d members, 10,000 + 3 × 10,000 images and 5,000 of validation, features %s: %d numbers a run",
                runs,
                MEMBERS,
                features ? "stored" : "not stored",
                numbers));
        List<List<String>> rows = new ArrayList<>();
        int done = 0;
        for (Part part : parts) {
            done += part.runs();
            rows.add(List.of(
                    Integer.toString(done),
                    String.format(Locale.ROOT, "%.0f", 1000 * part.seconds() / part.runs()),
                    String.format(Locale.ROOT, "%.0f", 1000 * part.cpuSeconds() / part.runs()),
                    Long.toString(part.heap() >> 20)));
        }
        console.print(TextTable.aligned(List.of("runs", "ms a run", "cpu ms a run", "heap MiB"), rows));
        console.line(String.format(Locale.ROOT, "%.1f s in all, %.1f s of processor time", seconds, cpu));
    }

    private static void write(RunFiles files, long seed, boolean features) {
        SplittableRandom random = new SplittableRandom(seed);
        for (EvalSet set : SETS) {
            int images = set.role() == EvalSet.Role.VALIDATION ? 5_000 : 10_000;
            Map<String, Npy> arrays = new LinkedHashMap<>();
            long[] labels = random.ints(images, 0, CLASSES).asLongStream().toArray();
            arrays.put("logits", Npy.float32(logits(random, labels, set.role().isOod()), MEMBERS, images, CLASSES));
            arrays.put("labels", Npy.int64(labels, images));
            arrays.put("cam_cosine", Npy.float32(normal(random, images), images));
            if (features) {
                arrays.put("features", features(random, images));
            }
            Npz.write(files.predictions(set.name()), arrays);
        }
        if (features) {
            writeTraining(files, random);
        }
    }

    /** Members agree in part; those of images of a class know it more often than not. */
    private static float[] logits(SplittableRandom random, long[] labels, boolean ood) {
        int images = labels.length;
        float[] common = normal(random, images * CLASSES);
        float[] logits = normal(random, MEMBERS * images * CLASSES);
        for (int at = 0; at < logits.length; at++) {
            int image = at / CLASSES % images;
            boolean own = at % CLASSES == labels[image];
            logits[at] += 2 * common[at % common.length] + (own && !ood ? 8 : 0);
        }
        return logits;
    }

    private static Npy features(SplittableRandom random, int images) {
        float[] values = normal(random, MEMBERS * images * FEATURES);
        for (int at = 0; at < values.length; at++) {
            values[at] = Math.max(0, values[at]); // as after a ReLU
        }
        return Npy.float16(values, MEMBERS, images, FEATURES);
    }

    private static void writeTraining(RunFiles files, SplittableRandom random) {
        double[] means = new double[MEMBERS * CLASSES * FEATURES];
        double[] covariance = new double[MEMBERS * FEATURES * FEATURES];
        for (int at = 0; at < means.length; at++) {
            means[at] = random.nextDouble();
        }
        for (int n = 0; n < MEMBERS; n++) {
            for (int d = 0; d < FEATURES; d++) {
                covariance[(n * FEATURES + d) * FEATURES + d] = 1;
            }
        }
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("class_means", Npy.float64(means, MEMBERS, CLASSES, FEATURES));
        arrays.put("covariance", Npy.float64(covariance, MEMBERS, FEATURES, FEATURES));
        arrays.put("sample", features(random, KEPT));
        Npz.write(files.trainingFeatures(), arrays);
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static EvalSet set(String name, EvalSet.Role role) {
        return new EvalSet(name, role, Choice.of("synthetic"), "test");
    }
}
