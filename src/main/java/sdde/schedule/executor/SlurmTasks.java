package sdde.schedule.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdde.run.RunFiles;

/** Tasks of a cluster seen from outside, while no orchestrator watches them: one that has died leaves them at work. */
public final class SlurmTasks {
    /** What is said of a task that the cluster does not name. */
    public static final String GONE = "gone";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path runs;
    private final SlurmCommands commands;

    private SlurmTasks(Path runs, SlurmCommands commands) {
        this.runs = runs.toAbsolutePath();
        this.commands = commands;
    }

    /** @param runs the folder {@code runs/}. @param path of the environment, with Slurm's programs or without */
    public static SlurmTasks of(Path runs, String path) {
        return new SlurmTasks(runs, new SlurmCommands(SlurmCommands.folderOf("squeue", path), PATIENCE));
    }

    /** Whether an attempt is a task that may still be in the queue or at work: no worker has written down its end. */
    public static boolean isOpen(RunFiles attempt) {
        Optional<Integer> code = SlurmTicket.exitCode(attempt);
        boolean goesBack = code.equals(Optional.of(Exit.STOPPED)) && !SlurmTicket.isForbidden(attempt);
        return SlurmTicket.of(attempt).isPresent() && (code.isEmpty() || goesBack);
    }

    /**
     * What the cluster calls the state of each attempt: {@code pending}, {@code running}, …, or {@link #GONE}.
     *
     * @return empty if it does not answer
     */
    public Optional<Map<RunFiles, String>> states(List<RunFiles> attempts) {
        return ask().map(queue -> {
            Map<RunFiles, String> states = new LinkedHashMap<>();
            for (RunFiles attempt : attempts) {
                String key = key(attempt, queue);
                SlurmState state = key == null ? null : queue.states().get(key);
                boolean there = state != null && !state.isEnd();
                states.put(attempt, there ? Objects.requireNonNull(state).name().toLowerCase(Locale.ROOT) : GONE);
            }
            return states;
        });
    }

    /**
     * Lets those in the queue leave it and those at work write a checkpoint and end.
     *
     * @param now ends those at work at once, too
     * @return what went wrong, if something did
     */
    public Optional<String> stop(List<RunFiles> attempts, boolean now) {
        attempts.forEach(SlurmTicket::forbid);
        Optional<SlurmQueue> queue = ask();
        if (queue.isEmpty()) {
            return Optional.of("squeue does not answer");
        }
        List<String> keys = new ArrayList<>();
        for (RunFiles attempt : attempts) {
            String key = key(attempt, queue.get());
            if (key != null && queue.get().states().containsKey(key)) {
                keys.add(key);
            }
        }
        Optional<String> first = cancel(List.of("--state=PENDING"), keys);
        Optional<String> second =
                cancel(now ? List.of() : List.of("--batch", "--signal=TERM", "--state=RUNNING"), keys);
        return first.or(() -> second);
    }

    /** Folders of arrays of which no task is open. @param open every attempt that may be at work */
    public static List<Path> ended(Path runs, List<RunFiles> open) {
        List<String> needed = open.stream()
                .flatMap(attempt -> SlurmTicket.of(attempt).stream())
                .map(SlurmTicket::batch)
                .toList();
        Path folder = runs.resolve(SlurmArray.FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> batches = Files.list(folder)) {
            return batches.filter(batch -> !needed.contains(batch.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Optional<SlurmQueue> ask() {
        SlurmCommands.Answer answer = SlurmQueue.ask(commands);
        return answer.isGood() ? Optional.of(SlurmQueue.parse(answer.output())) : Optional.empty();
    }

    /** As the cluster calls the task; null if neither a file nor the queue tells. */
    private @Nullable String key(RunFiles attempt, SlurmQueue queue) {
        Optional<SlurmTicket> ticket = SlurmTicket.of(attempt);
        if (ticket.isEmpty()) {
            return null;
        }
        SlurmArray array = SlurmArray.find(runs, ticket.get().batch());
        String id = SlurmTicket.claim(attempt)
                .orElse(
                        array != null && array.id() != null
                                ? array.id()
                                : queue.array(ticket.get().batch()).orElse(null));
        return id == null ? null : SlurmQueue.key(id, ticket.get().task());
    }

    private Optional<String> cancel(List<String> options, List<String> keys) {
        for (int from = 0; from < keys.size(); from += SlurmWatch.MOST_IN_CALL) {
            List<String> arguments = new ArrayList<>(options);
            arguments.addAll(keys.subList(from, Math.min(from + SlurmWatch.MOST_IN_CALL, keys.size())));
            SlurmCommands.Answer answer = commands.run("scancel", arguments);
            if (!answer.isGood()) {
                return Optional.of("scancel: " + answer.trouble());
            }
        }
        return Optional.empty();
    }
}
