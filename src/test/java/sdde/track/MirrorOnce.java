package sdde.track;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.evaluate.Measurement;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.store.Folders;

/** Makes a small sweep's folders and sends them to the server of MLFLOW_TRACKING_URI; see src/e2e/mlflow. */
final class MirrorOnce {
    private MirrorOnce() {}

    /** @param args the home folder */
    public static void main(String[] args) {
        Home home = new Home(Path.of(args[0]));
        List<RunSpec> good = List.of(Folders.de(1), Folders.sdde(0.005, 1), Folders.sdde(0.005, 2));
        RunSpec bad = Folders.sdde(1.0, 3);
        FrozenPlan plan = Folders.plan("first", good.get(0), good.get(1), good.get(2), bad);
        Map<RunId, List<Measurement>> measurements = new java.util.TreeMap<>();
        Tracker tracker = Tracker.of(Optional.empty(), System.getenv(), System.out);
        for (RunSpec spec : good) {
            List<Measurement> found = Folders.measurements(0.9);
            measurements.put(spec.id(), found);
            boolean there = java.nio.file.Files.exists(
                    RunFiles.of(home.runs(), spec.id()).result());
            RunFiles run = there ? RunFiles.of(home.runs(), spec.id()) : Folders.succeeded(home, spec);
            tracker.runFinished(plan, run, found);
        }
        RunFiles diverged = RunFiles.of(home.runs(), bad.id());
        tracker.runFinished(
                plan,
                java.nio.file.Files.exists(diverged.result()) ? diverged : Folders.diverged(home, bad),
                List.of());
        tracker.sweepFinished(plan, home, measurements);
        Tracker.Delivery delivery = tracker.close(Duration.ofSeconds(90));
        System.out.println(delivery);
        System.exit(delivery.left() == 0 && delivery.sent() == 5 ? 0 : 1);
    }
}
