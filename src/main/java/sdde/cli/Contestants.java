package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.config.Choice;
import sdde.run.Json;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.schedule.executor.LocalProcess;
import sdde.schedule.executor.Slot;
import sdde.worker.BenchMain;
import sdde.worker.RunChecks;

/**
 * Starts what is compared: our worker as a sweep starts it, and our PyTorch program in the authors' order and as fast as it
 * was found to go.
 *
 * @param scratch takes logs and checkpoints
 * @param python with PyTorch; null if only our own is measured
 * @param augmentation of our own batches
 * @param sameSettings whether PyTorch is started once more with the environment of our workers
 */
record Contestants(
        Program program,
        Path scratch,
        int threads,
        String augmentation,
        @Nullable String python,
        boolean sameSettings) {
    static final String OURS = "sdde";
    static final String AUTHORS = "pytorch-authors";
    static final String BEST = "pytorch-best";
    /** Of DICE alone: the best in float32 throughout, which leaves the golden trajectory. */
    static final String SHORT_OF_GOLDEN = "pytorch-best-float32-discriminator";

    static final String SAME = "+our-settings";
    private static final int MEMBERS = 5;
    private static final int BATCH = 128;

    /** One of each kind for a method, ours first. */
    List<Contestant> start(String method) throws IOException {
        List<Contestant> all = new ArrayList<>();
        all.add(ours(method));
        if (python != null) {
            all.add(pytorch(AUTHORS, "authors", method, Map.of()));
            all.add(pytorch(BEST, "best", method, Map.of()));
            if (sameSettings) {
                all.add(pytorch(AUTHORS + SAME, "authors", method, settings()));
                all.add(pytorch(BEST + SAME, "best", method, settings()));
            }
            if (method.equals("dice")) {
                all.add(pytorch(SHORT_OF_GOLDEN, "best32", method, Map.of()));
            }
        }
        return all;
    }

    private Map<String, String> settings() {
        return LocalProcess.environment(new Slot("bench", "cpu", threads));
    }

    private Contestant ours(String method) throws IOException {
        Choice choice = RunChecks.vocabulary().methods().complete(Choice.of(method));
        Choice dataset = RunChecks.vocabulary().datasets().complete(Choice.of("mnist"));
        TrainSettings train = new TrainSettings(50, BATCH, 0.1, 0.9, 5e-4, augmentation);
        RunSpec spec = new RunSpec(dataset, Choice.of("lenet"), choice, MEMBERS, 1, train);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Workers.options(program));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchMain.class.getName()));
        Path checkpoints = Files.createDirectories(scratch.resolve(method));
        command.addAll(List.of(Json.line(spec), Integer.toString(threads), checkpoints.toString()));
        return new Contestant(OURS, command, settings(), scratch.resolve("log"));
    }

    /** Under the defaults of PyTorch but for the number of threads, which it is told itself. */
    private Contestant pytorch(String name, String order, String method, Map<String, String> environment)
            throws IOException {
        List<String> command = List.of(
                String.valueOf(python),
                script().toString(),
                "serve",
                "--order=" + order,
                "--method=" + method,
                "--members=" + MEMBERS,
                "--threads=" + threads,
                "--data=" + data());
        return new Contestant(name, command, environment, scratch.resolve("log"));
    }

    Path script() {
        return program.root().resolve("src/bench/python/train_step.py");
    }

    Path data() {
        return program.root().resolve("src/main/resources/sdde/data/mnist");
    }

    Path golden() {
        return program.root().resolve("src/test/resources/golden");
    }
}
