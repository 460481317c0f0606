package sdde.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import sdde.config.Tracking;
import sdde.run.Home;
import sdde.schedule.executor.SlurmProbe;
import sdde.track.Tracker;

/** What {@code doctor} asks of the machine and the program. */
final class MachineChecks {
    private static final long LITTLE = 2L << 30;

    private MachineChecks() {}

    static List<Finding> all(Invocation invocation) {
        Program program = invocation.program();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine(
                "version",
                "sdde %s, commit %s, Java %s"
                        .formatted(program.version(), program.commit(), System.getProperty("java.version"))));
        findings.add(nativeLibrary(program));
        findings.add(devices());
        findings.add(slurm(program, invocation.home()));
        findings.add(disk(invocation.home()));
        findings.add(mlflow(program));
        return findings;
    }

    /** Where the jars lie, or where DJL has unpacked it. */
    private static Finding nativeLibrary(Program program) {
        String given = program.environment().getOrDefault("PYTORCH_LIBRARY_PATH", "");
        if (!given.isEmpty()) {
            return Files.isDirectory(Path.of(given))
                    ? Finding.fine("native library", given)
                    : new Finding("native library", "PYTORCH_LIBRARY_PATH names no folder: " + given, "unset it");
        }
        Path libraries = program.root().resolve("target/lib");
        try (Stream<Path> all = Files.isDirectory(libraries) ? Files.list(libraries) : Stream.empty()) {
            Optional<String> found = all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("pytorch-native-"))
                    .findFirst();
            return found.map(name -> Finding.fine("native library", name))
                    .orElse(new Finding(
                            "native library",
                            "no pytorch-native-*.jar in " + libraries,
                            "build for this machine: mvn -B package -DskipTests"));
        } catch (IOException e) {
            return new Finding("native library", "cannot read " + libraries, "make it readable");
        }
    }

    private static Finding devices() {
        String cores = Runtime.getRuntime().availableProcessors() + " cores";
        try {
            Process asked = new ProcessBuilder("nvidia-smi", "--query-gpu=name", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            if (asked.waitFor(10, TimeUnit.SECONDS) && asked.exitValue() == 0) {
                String names =
                        new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                return Finding.fine(
                        "devices",
                        cores + ", GPUs: " + String.join(", ", names.strip().split("\n")));
            }
            asked.destroyForcibly();
        } catch (IOException e) {
            // no such program: no GPU
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Finding.fine("devices", cores + ", no GPU");
    }

    private static Finding slurm(Program program, Home home) {
        SlurmProbe probe = SlurmProbe.of(program.path());
        if (!probe.isThere() && !probe.isTorn()) {
            return Finding.fine("slurm", "is not on this machine; --executor slurm would need it");
        }
        if (!probe.isTorn() && probe.trouble() == null) {
            return Finding.fine(
                    "slurm",
                    "answers after %d ms; %d tasks of yours are in its queue"
                            .formatted(probe.took().toMillis(), probe.tasks()));
        }
        String trouble = probe.isTorn()
                ? "programs of Slurm are on the PATH, but not " + probe.missing()
                : "does not answer: " + probe.trouble();
        if (!SlurmProbe.isUsed(home.runs())) {
            return Finding.fine("slurm", trouble + "; no sweep here has asked for it");
        }
        return new Finding(
                "slurm",
                trouble,
                probe.isTorn()
                        ? "executor slurm needs them all: install the rest (Debian, Ubuntu: slurm-client), or take --executor local"
                        : "see whether `squeue` works for you; what runs in the cluster goes on meanwhile");
    }

    private static Finding disk(Home home) {
        try {
            Path folder = home.folder();
            while (!Files.exists(folder) && folder.getParent() != null) {
                folder = folder.getParent();
            }
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            String text = "%.1f GiB free for %s".formatted(free / (double) (1 << 30), home.folder());
            return free >= LITTLE
                    ? Finding.fine("disk", text)
                    : new Finding("disk", text, "delete what is not needed, or give another folder with --home");
        } catch (IOException e) {
            return new Finding("disk", "cannot ask for the free space of " + home.folder(), "see whether it exists");
        }
    }

    private static Finding mlflow(Program program) {
        return Tracker.probe(Tracking.NONE, program.environment())
                .map(problem -> new Finding(
                        "mlflow", problem, "start it, or mend MLFLOW_TRACKING_URI; without a server: bin/mlflow-ui"))
                .orElseGet(() -> Finding.fine(
                        "mlflow",
                        program.environment()
                                        .getOrDefault("MLFLOW_TRACKING_URI", "")
                                        .isBlank()
                                ? "no server is named; bin/mlflow-ui starts one"
                                : "answers"));
    }
}
