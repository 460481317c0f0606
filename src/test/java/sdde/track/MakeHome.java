package sdde.track;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.store.Database;
import sdde.store.Folders;

/** Makes a home of a sweep {@code many} that never ran, for the end-to-end test of the mirror and for timing it. */
final class MakeHome {
    private MakeHome() {}

    /** @param args folder, number of runs, epochs of each */
    public static void main(String[] args) {
        Home home = new Home(Path.of(args[0]));
        int runs = Integer.parseInt(args[1]);
        int epochs = Integer.parseInt(args[2]);
        List<RunSpec> specs = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            double lambda = 0.001 * (1 + i % 20);
            specs.add(new RunSpec(
                    Choice.of("mnist"),
                    Choice.of("lenet"),
                    Choice.of("sdde", Map.of("lambda", lambda)),
                    3,
                    1 + i / 20,
                    new TrainSettings(epochs, 128, 0.1, 0.9, 5e-4, "none")));
        }
        FrozenPlan plan = Folders.plan("many", specs.toArray(new RunSpec[0]));
        Folders.write(home, plan);
        try (Database database = Database.open(home)) {
            database.recordPlan(plan);
            for (RunSpec spec : specs) {
                database.recordRun(run(home, spec, epochs));
                database.recordMeasurements(spec.id(), measurements(spec));
            }
        }
    }

    private static RunFiles run(Home home, RunSpec spec, int epochs) {
        RunFiles files = spec.seed() % 7 == 0 ? Folders.diverged(home, spec) : Folders.succeeded(home, spec);
        EventLog events = new EventLog(files.events());
        SplittableRandom random = new SplittableRandom(spec.seed());
        for (int epoch = 1; epoch <= epochs; epoch++) {
            Map<String, Object> metrics = new HashMap<>();
            for (String name : List.of("ce", "loss", "diversity", "learning_rate", "accuracy", "seconds", "steps")) {
                metrics.put("train/" + name, random.nextDouble() / epoch);
            }
            metrics.put("validation/nll", random.nextDouble());
            events.append(RunEvent.of(10_000L + epoch, "epoch", Map.of("epoch", epoch, "metrics", metrics)));
        }
        return files;
    }

    private static List<Measurement> measurements(RunSpec spec) {
        List<Measurement> all = new ArrayList<>(Folders.measurements(0.9 + spec.seed() / 1000.0));
        for (int i = 0; i < 20; i++) {
            all.add(new Measurement("fashion-mnist/test", "aggregator-" + i, "none", "auroc", 0.5 + i / 100.0));
        }
        return all;
    }
}
