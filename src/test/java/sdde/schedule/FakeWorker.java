package sdde.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.executor.Lease;

/** A worker that trains nothing, but writes, dies, hangs and resumes like a real one. The method's name says how. */
final class FakeWorker {
    private final RunFiles files;
    private final Job job;
    private final EventLog events;
    private int epoch;
    private volatile boolean done;

    private FakeWorker(Path folder) {
        files = new RunFiles(folder);
        job = Json.read(files.job(), Job.class);
        events = new EventLog(files.events());
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(Path.of(args[0])));
    }

    static int run(Path folder) throws IOException, InterruptedException {
        return new FakeWorker(folder).work();
    }

    private int work() throws IOException, InterruptedException {
        int code = code();
        done = true;
        return code;
    }

    private int code() throws IOException, InterruptedException {
        String manner = job.spec().method().name();
        if (!manner.equals("inline") && !seesWhatItWasGiven()) {
            System.out.println("error: this worker sees something else than it was given");
            return 2;
        }
        if (manner.equals("deaf")) {
            System.out.println("deaf");
            Runtime.getRuntime().addShutdownHook(new Thread(FakeWorker::sleepForever));
        } else if (!manner.equals("inline")) {
            watch();
        }
        event(
                "start",
                Map.of(
                        "device", job.device(),
                        "threads", job.threads(),
                        "visible", System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", ""),
                        "facts", job.deviceFacts()));
        if (job.kind() == Job.Kind.TRAIN) {
            train(manner);
        }
        switch (manner) {
            case "refuse" -> {
                System.out.println("error: no such file 'x.idx'");
                return 2;
            }
            case "crash" -> {
                System.out.println("java.lang.IllegalStateException: wheel 17 came off at /a/b"
                        + job.spec().seed());
                return 3;
            }
            case "lie" -> {
                return 0;
            }
            case "bad-data" -> {
                event("fault", Map.of("data", "mnist"));
                System.out.println("error: no such file 'x.idx'");
                return 4;
            }
            case "no-space" -> {
                System.out.println("java.io.IOException: No space left on device");
                return 3;
            }
            case "hungry" -> eat();
            case "hang" -> {
                event("phase", Map.of("phase", "reading its data"));
                sleepForever();
            }
            case "frozen" -> {
                signal("STOP");
                sleepForever();
            }
            case "spin" -> spin();
            case "segfault" -> {
                signal("SEGV");
                sleepForever();
            }
            case "chatty" -> {
                byte[] line =
                        "the same line over and over again, for nobody reads it\n".getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < (100 << 20) / line.length; i++) {
                    System.out.write(line, 0, line.length);
                }
                System.out.println("java.lang.IllegalStateException: said enough");
                return 3;
            }
            case "crowded" -> {
                Thread.sleep(400);
                if (othersAtWork()) {
                    System.out.println("java.lang.OutOfMemoryError: too many of us");
                    return 3;
                }
                deliver(manner);
            }
            default -> deliver(manner);
        }
        return 0;
    }

    /** As a real worker asserts. */
    private boolean seesWhatItWasGiven() {
        return System.getenv("CUDA_VISIBLE_DEVICES").equals(job.visible())
                && System.getenv("CUDA_DEVICE_ORDER").equals("PCI_BUS_ID")
                && System.getenv("OMP_NUM_THREADS").equals(Integer.toString(job.threads()));
    }

    private void train(String manner) throws IOException, InterruptedException {
        epoch = job.resumeFrom() == null ? 0 : Integer.parseInt(Files.readString(Path.of(job.resumeFrom(), "epoch")));
        while (epoch < job.spec().train().epochs()) {
            Thread.sleep(manner.equals("slow") || manner.equals("deaf") ? 150 : 1);
            epoch++;
            event("epoch", Map.of("epoch", epoch, "metrics", Map.of("train/loss", 1.0 / epoch, "seconds", 0.1)));
            checkpoint();
            if (manner.equals("die-once") && epoch == 2 && job.resumeFrom() == null) {
                signal("KILL");
                sleepForever();
            }
        }
    }

    private static void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
    }

    private static void eat() {
        byte[][] eaten = new byte[1 << 20][];
        for (int i = 0; i < eaten.length; i++) {
            eaten[i] = new byte[1 << 20];
        }
        System.out.println("never full: " + eaten[0].length);
    }

    private static void spin() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Whether a worker of another run of this home has not ended yet. */
    private boolean othersAtWork() throws IOException {
        Path run = files.folder().resolve("../..").normalize();
        try (Stream<Path> runs = Files.list(run.resolve("..").normalize())) {
            return runs.filter(path -> path.getFileName().toString().matches("[0-9a-f]{16}") && !path.equals(run))
                    .map(RunFiles::new)
                    .anyMatch(other -> other.attemptNumbers().stream()
                            .map(number -> other.attempt(number).lease())
                            .filter(Files::exists)
                            .anyMatch(lease ->
                                    Json.read(lease, Lease.class).process().isPresent()));
        }
    }

    private void deliver(String manner) throws IOException {
        if (manner.equals("diverge")) {
            Json.write(files.result(), new Result(RunState.DIVERGED, 1, null, null, null, "loss is NaN in epoch 2"));
            return;
        }
        Files.writeString(files.trainingFeatures(), "features after " + job.kind());
        if (job.kind() == Job.Kind.TRAIN) {
            Files.writeString(files.weights(), "weights of seed " + job.spec().seed());
        }
        for (EvalSet set : job.evalSets()) {
            Files.createDirectories(files.predictions(set.name()).getParent());
            Files.writeString(files.predictions(set.name()), "predictions on " + set.name());
        }
        event("end", Map.of("outcome", "SUCCEEDED"));
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 1, epoch, "ab", "cd", "ef", null));
    }

    private synchronized void checkpoint() throws IOException {
        Files.createDirectories(files.checkpoint());
        Files.writeString(files.checkpoint().resolve("epoch"), Integer.toString(epoch));
        event("checkpoint", Map.of("epoch", epoch, "step", 0));
    }

    /** Ends after a checkpoint on SIGTERM, and when the orchestrator has died. */
    private void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!done) {
                Runtime.getRuntime().halt(75);
            }
        }));
        Thread leash = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nobody writes
                }
            } catch (IOException closed) {
                // the same as its end
            }
            Runtime.getRuntime().halt(75);
        });
        leash.setDaemon(true);
        leash.start();
    }

    private static void sleepForever() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void event(String type, Map<String, ?> data) {
        events.append(RunEvent.of(System.currentTimeMillis(), type, data));
    }
}
