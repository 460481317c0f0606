package sdde.schedule.executor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import sdde.run.Json;
import sdde.run.RunFiles;

/**
 * One JVM a worker, on this machine. The pipe to its standard input is held open as long as this program lives: a worker
 * that reads its end knows that nobody waits for it any more.
 *
 * @param mainClass called with the attempt's folder
 * @param options of the JVM
 */
public record LocalProcess(String mainClass, List<String> options) implements Executor {
    /**
     * Ctrl-C reaches every process of a terminal; workers are stopped by us alone, so that they end in order. And nobody reads
     * the gigabytes that a core would have.
     */
    private static final List<String> DEAF_TO_CTRL_C =
            List.of("/bin/sh", "-c", "trap '' INT; ulimit -c 0; exec \"$@\"", "worker");

    /**
     * For the allocator of glibc: a step frees and takes the same megabytes again and again, and giving them back to the system
     * in between costs a fifth of its time. 32 MiB is the largest threshold that it accepts. With more arenas than one, a run
     * may take 30 MiB more after a thousand steps, when a large block finds no room in its own. Others ignore these.
     */
    private static final Map<String, String> KEEP_MEMORY = Map.of(
            "MALLOC_ARENA_MAX",
            "1",
            "MALLOC_MMAP_THRESHOLD_",
            "33554432",
            "MALLOC_TRIM_THRESHOLD_",
            "4294967296",
            "MALLOC_TOP_PAD_",
            "67108864");

    private static final String THREADS = "OMP_NUM_THREADS";

    public LocalProcess {
        options = List.copyOf(options);
    }

    @Override
    public Attempt start(RunFiles attempt, Slot slot) {
        ProcessBuilder builder = new ProcessBuilder(command(attempt.folder()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(attempt.log().toFile()));
        builder.environment().putAll(environment(slot));
        try {
            long kills = OutOfMemoryKills.OF_THIS_MACHINE.count();
            Process process = builder.start();
            Json.write(attempt.lease(), Lease.of(process.toHandle()));
            return new Running(process, kills);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a worker: " + e.getMessage(), e);
        }
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/bin/sh"))) {
            command.addAll(DEAF_TO_CTRL_C);
        }
        command.addAll(java(options));
        // what a JVM leaves when native code fails belongs to the attempt
        command.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
        command.addAll(List.of(mainClass, folder.toString()));
        return command;
    }

    /** This program's JVM and class path, up to the name of a class. */
    static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /** What a worker's environment has besides ours: it sees exactly what its slot has. */
    public static Map<String, String> environment(Slot slot) {
        String threads = Integer.toString(slot.threads());
        Map<String, String> environment = new TreeMap<>();
        environment.put(THREADS, threads);
        environment.put("MKL_NUM_THREADS", threads);
        environment.put("CUDA_VISIBLE_DEVICES", Objects.requireNonNullElse(slot.visible(), ""));
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("OPT_OUT_TRACKING", "true");
        environment.putAll(KEEP_MEMORY);
        return environment;
    }

    private static final class Running implements Attempt {
        private final Process process;
        /** Never written to; held, because the worker ends when it closes. */
        private final OutputStream leash;

        private final CompletableFuture<Exit> exit;

        private volatile boolean killedByUs;

        /** @param kills for want of memory, before it started */
        Running(Process process, long kills) {
            this.process = process;
            this.leash = process.getOutputStream();
            this.exit = process.onExit().thenApply(ended -> exit(ended.exitValue(), kills));
        }

        private Exit exit(int code, long kills) {
            boolean starved = code == Exit.KILLED && !killedByUs && OutOfMemoryKills.OF_THIS_MACHINE.count() > kills;
            return new Exit(code, starved ? Exit.Cause.OUT_OF_MEMORY : Exit.Cause.UNKNOWN);
        }

        @Override
        public Optional<Duration> cpuTime() {
            return process.info().totalCpuDuration();
        }

        @Override
        public CompletableFuture<Exit> exit() {
            return exit;
        }

        @Override
        public void stop() {
            // not process.destroy(), which closes the pipe too: the worker would take us for dead
            process.toHandle().destroy();
        }

        @Override
        public void kill() {
            killedByUs = true;
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
                leash.close();
            } catch (IOException alreadyClosed) {
                // the worker has gone, and the pipe with it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
