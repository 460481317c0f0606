package sdde.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import sdde.run.Json;
import sdde.run.RunFiles;
import sdde.schedule.executor.Lease;

/** Workers that outlived their orchestrator: found by their leases, ended before anything new starts. */
final class Orphans {
    /** A process cannot refuse SIGKILL, but a busy machine takes a while. */
    private static final Duration KILLED_SOON = Duration.ofSeconds(30);

    private Orphans() {}

    /** @param runs the folder {@code runs/}; its lock must be held. @return the ids of the runs they worked at */
    static List<String> end(Path runs, Duration patience) {
        List<String> ended = new ArrayList<>();
        for (Path folder : runFolders(runs)) {
            worker(new RunFiles(folder)).ifPresent(process -> {
                end(process, patience);
                ended.add(folder.getFileName().toString());
            });
        }
        return ended;
    }

    /** Only the newest attempt of a run can still have a worker: each is concluded before the next starts. */
    private static Optional<ProcessHandle> worker(RunFiles run) {
        List<Integer> numbers = run.attemptNumbers();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        return Json.readIfWhole(run.attempt(numbers.get(numbers.size() - 1)).lease(), Lease.class)
                .flatMap(Lease::process)
                .filter(process -> process.pid() != ProcessHandle.current().pid());
    }

    private static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!awaitEnd(process, patience)) {
            process.destroyForcibly();
            awaitEnd(process, KILLED_SOON);
        }
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Path> runFolders(Path runs) {
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.filter(path -> path.getFileName().toString().matches("[0-9a-f]{16}"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs, e);
        }
    }
}
