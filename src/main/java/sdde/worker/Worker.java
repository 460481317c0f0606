package sdde.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.Hashes;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.train.Engines;
import sdde.train.Ensemble;
import sdde.train.EpochReport;
import sdde.train.Explainer;
import sdde.train.Predictor;
import sdde.train.Probe;
import sdde.train.Trained;
import sdde.train.Trainer;
import sdde.train.TrainingData;
import sdde.train.TrainingFeatures;
import sdde.train.TrainingListener;
import sdde.train.WeightsFile;
import sdde.train.method.Method;
import sdde.train.method.Methods;
import sdde.train.network.Network;
import sdde.train.network.Networks;

/** Does one job: data, train, predict, files. */
final class Worker implements TrainingListener {
    /** What a saliency panel is drawn of. */
    private static final Set<EvalSet.Role> SHOWN =
            Set.of(EvalSet.Role.TEST, EvalSet.Role.OOD_NEAR, EvalSet.Role.OOD_FAR);

    private final RunFiles files;
    private final Job job;
    private final RunSpec spec;
    private final Succession stop;
    private final EventLog events;
    private final Clock clock = Clock.systemUTC();
    private final long started = System.nanoTime();

    Worker(RunFiles files, Job job, BooleanSupplier stop) {
        this.files = files;
        this.job = job;
        this.spec = job.spec();
        this.stop = new Succession(files, stop);
        this.events = new EventLog(files.events());
    }

    /** @return the exit code @throws UserError if the job cannot be done as it is */
    int work() {
        reading(spec.dataset(), () -> {
            Dataset needed = Datasets.REGISTRY.create(spec.dataset());
            needed.checkFiles();
            return needed.facts();
        });
        List<String> problems = RunChecks.problems(spec);
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n", problems));
        }
        Engines.configure(job.threads());
        Surroundings.check(job, System.getenv(), () -> Engines.load().getGpuCount());
        Dataset dataset = Datasets.REGISTRY.create(spec.dataset());
        Network network = Networks.REGISTRY.create(spec.network());
        int classes = dataset.facts().classes();
        try (Ensemble ensemble = new Ensemble(Engines.device(job.device()), network, spec.ensembleSize(), classes)) {
            return switch (job.kind()) {
                case TRAIN -> train(dataset, ensemble);
                case PREDICT -> predict(dataset, ensemble);
                case EXPLAIN -> explain(dataset, ensemble);
                case PROBE -> probe(dataset, ensemble);
                case TIME -> time(dataset, ensemble);
            };
        }
    }

    private int train(Dataset dataset, Ensemble ensemble) {
        Method method = Methods.REGISTRY.create(spec.method());
        TrainingData data = reading(
                spec.dataset(),
                () -> TrainingData.of(dataset, method, spec.train().images()));
        prepare(dataset.facts());
        event("start", Machine.facts(job, data));
        Trainer.Checkpoints own = new Trainer.Checkpoints(files.checkpoint(), Trainer.CHECKPOINT_INTERVAL);
        Trained end;
        try (Trainer trainer = new Trainer(spec, method, data, ensemble, own)) {
            List<Path> checkpoints = stop.checkpoints(job);
            if (!checkpoints.isEmpty()) {
                trainer.resume(checkpoints, this);
            }
            phase("training");
            end = trainer.train(stop, this);
        }
        if (end instanceof Trained.Stopped) {
            return WorkerMain.STOPPED;
        }
        if (end instanceof Trained.Diverged diverged) {
            return finish(new Result(RunState.DIVERGED, stop.number(), null, null, null, diverged.reason()));
        }
        String weights = WeightsFile.write(
                files.weights(), ensemble, Map.of("run", spec.id().hex()));
        return predictAll(dataset, ensemble, ((Trained.Done) end).epoch(), weights);
    }

    /** Nobody wants to train for hours and then hear that an evaluation set cannot be read. */
    private void prepare(Dataset.Facts facts) {
        Images.Shape shape = new Images.Shape(facts.channels(), facts.height(), facts.width());
        for (EvalSet set : job.evalSets()) {
            reading(set.dataset(), () -> {
                Datasets.REGISTRY.create(set.dataset()).prepare(Split.of(set.split()), shape);
                return shape;
            });
        }
    }

    private int time(Dataset dataset, Ensemble ensemble) {
        Method method = Methods.REGISTRY.create(spec.method());
        Trainer.Checkpoints checkpoints = new Trainer.Checkpoints(files.checkpoint(), Trainer.CHECKPOINT_INTERVAL);
        StepClock watch = new StepClock();
        TrainingData data = TrainingData.of(dataset, method, spec.train().images());
        try (Trainer trainer = new Trainer(spec, method, data, ensemble, checkpoints)) {
            trainer.train(() -> stop.getAsBoolean() || watch.isDone(), watch);
        }
        event("timing", Map.of("seconds_per_step", watch.mean()));
        return WorkerMain.DONE;
    }

    private int predict(Dataset dataset, Ensemble ensemble) {
        return predictAll(dataset, ensemble, null, readWeights(ensemble));
    }

    private int explain(Dataset dataset, Ensemble ensemble) {
        readWeights(ensemble);
        Explainer explainer = new Explainer(ensemble, dataset.facts(), spec.seed());
        Npz.write(files.explanation(), explainer.explain(images().first(Explainer.MOST_IMAGES)));
        end(RunState.SUCCEEDED);
        return WorkerMain.DONE;
    }

    private int probe(Dataset dataset, Ensemble ensemble) {
        readWeights(ensemble);
        Npz.write(files.probe(), new Probe(spec, ensemble, dataset.facts()).of(images()));
        end(RunState.SUCCEEDED);
        return WorkerMain.DONE;
    }

    /** Of the first evaluation set. */
    private Images images() {
        if (job.evalSets().isEmpty()) {
            throw new UserError("a job of kind " + job.kind() + " needs an evaluation set, got none");
        }
        EvalSet set = job.evalSets().get(0);
        return Datasets.REGISTRY.create(set.dataset()).load(Split.of(set.split()));
    }

    /** @return their SHA-256 */
    private String readWeights(Ensemble ensemble) {
        if (job.weights() == null) {
            throw new UserError("a job of kind " + job.kind() + " needs weights, got none");
        }
        event("start", Machine.facts(job, null));
        return WeightsFile.read(Path.of(job.weights()), ensemble);
    }

    private int predictAll(Dataset dataset, Ensemble ensemble, @Nullable Integer epoch, String weights) {
        Predictor predictor = new Predictor(ensemble, dataset.facts());
        String logits = null;
        for (EvalSet set : job.evalSets()) {
            if (stop.getAsBoolean()) {
                return WorkerMain.STOPPED;
            }
            phase("predicting " + set.name());
            Images images = reading(
                    set.dataset(), () -> predictor.images(set, spec.train().images()));
            Map<String, Npy> arrays = predictor.predict(set, images);
            if (SHOWN.contains(set.role())) {
                write(files.saliency(set.name()), predictor.panel(images));
            }
            Npz.write(files.predictions(set.name()), arrays);
            if (set.role() == EvalSet.Role.TEST && logits == null) {
                logits = Predictor.logitsSha256(arrays);
            }
        }
        String features = null;
        if (storesFeatures(predictor) && !haveTrainingFeatures()) {
            phase("collecting features of the training images");
            TrainingFeatures statistics = new TrainingFeatures(ensemble, dataset.facts());
            Images train = dataset.load(Split.TRAIN).sample(spec.train().images());
            Npz.write(files.trainingFeatures(), statistics.of(train, spec.seed()));
            features = Hashes.of(files.trainingFeatures());
        }
        return finish(new Result(RunState.SUCCEEDED, stop.number(), epoch, weights, logits, features, null));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private boolean storesFeatures(Predictor predictor) {
        return predictor.hasShortFeatures() || job.evalSets().stream().anyMatch(EvalSet::longFeatures);
    }

    /** Whether they lie beside the weights that were read: what a run has once is not made again. */
    private boolean haveTrainingFeatures() {
        return job.weights() != null
                && Files.exists(Path.of(job.weights())
                        .resolveSibling(files.trainingFeatures().getFileName().toString()));
    }

    private int finish(Result result) {
        end(result.outcome());
        Json.write(files.result(), result);
        return WorkerMain.DONE;
    }

    private void end(RunState outcome) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("outcome", outcome.name());
        facts.put("seconds", (System.nanoTime() - started) / 1e9);
        PeakMemory.on(job.device()).ifPresent(bytes -> facts.put("peak_memory", bytes));
        event("end", facts);
    }

    /** Says which data set it was if it cannot be used. */
    private <T> T reading(Choice data, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (UserError e) {
            event("fault", Map.of("data", data.toString()));
            throw new BadData(e);
        }
    }

    private void phase(String doing) {
        event("phase", Map.of("phase", doing));
    }

    @Override
    public void epoch(EpochReport report) {
        event("epoch", Map.of("epoch", report.epoch(), "metrics", report.metrics()));
    }

    @Override
    public void checkpoint(int epoch, int step) {
        event("checkpoint", Map.of("epoch", epoch, "step", step));
    }

    @Override
    public void note(String text) {
        System.out.println(text);
    }

    private void event(String type, Map<String, ?> data) {
        events.append(new RunEvent(clock.millis(), type, new TreeMap<>(data)));
    }
}
