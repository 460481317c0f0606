package sdde.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.run.Json;
import sdde.run.RunSpec;
import sdde.train.Engines;
import sdde.train.Ensemble;
import sdde.train.EpochReport;
import sdde.train.Trained;
import sdde.train.Trainer;
import sdde.train.TrainingData;
import sdde.train.TrainingListener;
import sdde.train.method.Method;
import sdde.train.method.Methods;
import sdde.train.network.Networks;

/**
 * A worker that trains only while it is asked to, and says how long each step took. Steps come from the real loop: they
 * include making the batches and the optimiser, but not what ends an epoch (validation and checkpoint).
 *
 * <p>Each line of standard input is a number of steps; the answer is a line of JSON with {@code ms} of each step, {@code
 * cpu_ms} of all threads of this process in it, and {@code rss_mib}. The first line of standard output says that it is ready; it ends with its input.
 */
public final class BenchMain implements BooleanSupplier, TrainingListener {
    private static final Path MEMORY = Path.of("/proc/self/status");
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Duration NEVER = Duration.ofDays(1000);

    private final BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final List<Double> milliseconds = new ArrayList<>();
    private final List<Double> processorMilliseconds = new ArrayList<>();
    private int wanted;
    private long last;
    private long lastProcessor;

    private BenchMain() {}

    /** @param args a {@link RunSpec} as JSON, threads, a folder for checkpoints */
    public static void main(String[] args) throws IOException {
        RunSpec spec = Json.MAPPER.readValue(args[0], RunSpec.class);
        Engines.configure(Integer.parseInt(args[1]));
        Dataset dataset = Datasets.REGISTRY.create(spec.dataset());
        Method method = Methods.REGISTRY.create(spec.method());
        TrainingData data = TrainingData.of(dataset, method);
        Trainer.Checkpoints checkpoints = new Trainer.Checkpoints(Files.createDirectories(Path.of(args[2])), NEVER);
        try (Ensemble ensemble = new Ensemble(
                        Engines.device("cpu"),
                        Networks.REGISTRY.create(spec.network()),
                        spec.ensembleSize(),
                        dataset.facts().classes());
                Trainer trainer = new Trainer(spec, method, data, ensemble, checkpoints)) {
            new BenchMain().serve(trainer);
        } catch (UserError e) {
            System.err.println(e.getMessage());
            System.exit(WorkerMain.BAD_JOB);
        }
    }

    private void serve(Trainer trainer) {
        answer();
        if (next() && trainer.train(this, this) instanceof Trained.Diverged diverged) {
            throw new UserError(diverged.reason());
        }
    }

    /** After every step. @return whether nobody asks for more */
    @Override
    public boolean getAsBoolean() {
        milliseconds.add((System.nanoTime() - last) / 1e6);
        processorMilliseconds.add((PROCESS.getProcessCpuTime() - lastProcessor) / 1e6);
        if (milliseconds.size() == wanted) {
            answer();
            return !next();
        }
        restart();
        return false;
    }

    private boolean next() {
        try {
            String line = requests.readLine();
            wanted = line == null ? 0 : Integer.parseInt(line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restart();
        return wanted > 0;
    }

    private void restart() {
        last = System.nanoTime();
        lastProcessor = PROCESS.getProcessCpuTime();
    }

    private void answer() {
        Map<String, Object> answer =
                Map.of("ms", milliseconds, "cpu_ms", processorMilliseconds, "rss_mib", residentMebibytes());
        System.out.println(Json.line(answer));
        milliseconds.clear();
        processorMilliseconds.clear();
    }

    /** 0 where the system does not tell. */
    private static double residentMebibytes() {
        if (!Files.isReadable(MEMORY)) {
            return 0;
        }
        try {
            return Files.readAllLines(MEMORY).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void epoch(EpochReport report) {}

    /** At the end of an epoch: the next step starts here. */
    @Override
    public void checkpoint(int epoch, int step) {
        restart();
    }
}
