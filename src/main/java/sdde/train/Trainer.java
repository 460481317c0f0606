package sdde.train;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import sdde.run.RunSpec;
import sdde.train.method.Companion;
import sdde.train.method.Method;
import sdde.train.method.Setting;

/**
 * Trains an ensemble epoch by epoch, keeps the parameters of the best validation accuracy, and writes checkpoints from which
 * it goes on as if nothing had happened.
 */
public final class Trainer implements AutoCloseable {
    /** Lost work is at most this long. */
    public static final Duration CHECKPOINT_INTERVAL =
            Duration.ofSeconds(Integer.getInteger("sdde.checkpoint.seconds", 60));

    /**
     * @param folder of the checkpoints
     * @param interval between checkpoints within an epoch; one is written at the end of each epoch anyhow
     */
    public record Checkpoints(Path folder, Duration interval) {}

    private final RunSpec spec;
    private final Ensemble ensemble;
    private final Nesterov optimiser;
    private final @Nullable Companion companion;
    private final TrainingStep step;
    private final Feed feed;
    private final Validation validation;
    private final CosineSchedule schedule;
    private final Checkpoints checkpoints;
    private final NDArray bestParameters;
    private final NDArray bestBuffers;
    private Progress progress = Progress.start();
    private long lastCheckpoint = System.nanoTime();

    /** @param ensemble to train; given its initial weights here */
    public Trainer(RunSpec spec, Method method, TrainingData data, Ensemble ensemble, Checkpoints checkpoints) {
        this.spec = spec;
        this.ensemble = ensemble;
        this.checkpoints = checkpoints;
        this.feed = new Feed(spec, method, data);
        this.validation = new Validation(data.validation(), data.normalisation());
        this.schedule = new CosineSchedule(
                spec.train().learningRate(), (long) spec.train().epochs() * feed.steps());
        ensemble.draw(spec.seed());
        this.optimiser = new Nesterov(
                ensemble.manager(),
                ensemble.parameters().size(),
                spec.train().momentum(),
                spec.train().weightDecay());
        this.companion = method.companion(ensemble.manager(), setting(spec, ensemble, data.classes()));
        this.step = new TrainingStep(
                ensemble, method, optimiser, companion, spec.train().lossReduction());
        this.bestParameters = ensemble.parameters().duplicate();
        this.bestBuffers = ensemble.buffers().duplicate();
    }

    /** Goes on from the newest undamaged checkpoint in a folder, if there is one. */
    public void resume(Path folder, TrainingListener listener) {
        resume(List.of(folder), listener);
    }

    /** @param folders the best first: the next is looked into only if one has no undamaged checkpoint */
    public void resume(List<Path> folders, TrainingListener listener) {
        for (Path folder : folders) {
            Optional<Checkpoint> found = Checkpoint.read(folder, spec.id().hex(), listener::note);
            if (found.isPresent()) {
                restore(found.get());
                listener.note("going on in epoch %d after step %d".formatted(progress.epoch(), progress.step()));
                return;
            }
        }
        listener.note("no checkpoint to go on from, starting anew");
    }

    /** Trains until done, diverged or asked to stop. */
    public Trained train(BooleanSupplier stop, TrainingListener listener) {
        while (progress.epoch() <= spec.train().epochs()) {
            Optional<Trained> early = epoch(stop, listener);
            if (early.isPresent()) {
                return early.get();
            }
        }
        bestParameters.copyTo(ensemble.parameters());
        bestBuffers.copyTo(ensemble.buffers());
        return new Trained.Done(progress.bestEpoch(), progress.bestAccuracy());
    }

    /** @return how it ended before the epoch did */
    private Optional<Trained> epoch(BooleanSupplier stop, TrainingListener listener) {
        while (progress.step() < feed.steps()) {
            Optional<Trained> early = step(listener);
            if (early.isPresent()) {
                return early;
            }
            boolean stopped = stop.getAsBoolean();
            if (stopped
                    || System.nanoTime() - lastCheckpoint
                            >= checkpoints.interval().toNanos()) {
                checkpoint(listener);
            }
            if (stopped) {
                return Optional.of(new Trained.Stopped(progress.epoch(), progress.step()));
            }
        }
        Validation.Score score = validation.of(ensemble);
        if (!Double.isFinite(score.nll())) {
            return Optional.of(new Trained.Diverged("validation loss is not finite after epoch " + progress.epoch()));
        }
        if (progress.isBest(score.accuracy())) {
            ensemble.parameters().copyTo(bestParameters);
            ensemble.buffers().copyTo(bestBuffers);
        }
        listener.epoch(EpochReport.of(progress, score, rate(progress.step() - 1)));
        progress = progress.nextEpoch(score.accuracy());
        checkpoint(listener);
        return Optional.empty();
    }

    private Optional<Trained> step(TrainingListener listener) {
        long start = System.nanoTime();
        StepInput input = feed.input(progress.epoch(), progress.step(), rate(progress.step()));
        StepReport report = step.run(input);
        if (!report.isFinite()) {
            return Optional.of(new Trained.Diverged(String.format(
                    Locale.ROOT,
                    "loss %s, gradient norm %s in epoch %d, step %d",
                    report.total(),
                    report.gradientNorm(),
                    progress.epoch(),
                    progress.step() + 1)));
        }
        if (!hasFiniteParameters()) { // oneDNN's pooling takes NaN for less than any number
            return Optional.of(new Trained.Diverged("weights that are not finite in epoch %d, step %d"
                    .formatted(progress.epoch(), progress.step() + 1)));
        }
        progress = progress.after(report, (System.nanoTime() - start) / 1e9);
        listener.step(progress.epoch(), progress.step(), report);
        return Optional.empty();
    }

    private boolean hasFiniteParameters() {
        try (NDArray sum = ensemble.parameters().sum()) {
            return Float.isFinite(sum.getFloat());
        }
    }

    private double rate(int stepInEpoch) {
        return schedule.rate((progress.epoch() - 1L) * feed.steps() + stepInEpoch);
    }

    private void checkpoint(TrainingListener listener) {
        SortedMap<String, ByteBuffer> arrays = new TreeMap<>();
        arrays.put("parameters", Ensemble.bytes(ensemble.parameters()));
        arrays.put("buffers", Ensemble.bytes(ensemble.buffers()));
        arrays.put("velocity", Ensemble.bytes(optimiser.velocity()));
        arrays.put("best.parameters", Ensemble.bytes(bestParameters));
        arrays.put("best.buffers", Ensemble.bytes(bestBuffers));
        if (companion != null) {
            companion.state().forEach((name, values) -> arrays.put("companion." + name, bytes(values)));
        }
        new Checkpoint(spec.id().hex(), progress, arrays).write(checkpoints.folder());
        lastCheckpoint = System.nanoTime();
        listener.checkpoint(progress.epoch(), progress.step());
    }

    private void restore(Checkpoint checkpoint) {
        SortedMap<String, ByteBuffer> arrays = checkpoint.arrays();
        overwrite(ensemble.parameters(), arrays, "parameters");
        overwrite(ensemble.buffers(), arrays, "buffers");
        overwrite(optimiser.velocity(), arrays, "velocity");
        overwrite(bestParameters, arrays, "best.parameters");
        overwrite(bestBuffers, arrays, "best.buffers");
        if (companion != null) {
            SortedMap<String, double[]> state = new TreeMap<>();
            companion.state().keySet().forEach(name -> state.put(name, doubles(arrays, "companion." + name)));
            companion.restore(state);
        }
        progress = checkpoint.progress();
    }

    private static Setting setting(RunSpec spec, Ensemble ensemble, int classes) {
        return new Setting(
                classes,
                ensemble.network().features(),
                spec.seed(),
                spec.train().momentum(),
                spec.train().weightDecay());
    }

    private static void overwrite(NDArray target, SortedMap<String, ByteBuffer> arrays, String name) {
        Ensemble.overwrite(target, java.nio.FloatBuffer.wrap(floats(arrays, name)));
    }

    private static float[] floats(SortedMap<String, ByteBuffer> arrays, String name) {
        ByteBuffer data = data(arrays, name);
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    private static double[] doubles(SortedMap<String, ByteBuffer> arrays, String name) {
        ByteBuffer data = data(arrays, name);
        double[] values = new double[data.remaining() / Double.BYTES];
        data.asDoubleBuffer().get(values);
        return values;
    }

    private static ByteBuffer data(SortedMap<String, ByteBuffer> arrays, String name) {
        ByteBuffer data = arrays.get(name);
        if (data == null) {
            throw new IllegalArgumentException("the checkpoint lacks '" + name + "'");
        }
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer bytes(double[] values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asDoubleBuffer().put(values);
        return data;
    }

    @Override
    public void close() {
        if (companion != null) {
            companion.close();
        }
        optimiser.velocity().close();
        bestParameters.close();
        bestBuffers.close();
    }
}
