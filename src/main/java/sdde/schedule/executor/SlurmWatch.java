package sdde.schedule.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sdde.run.RunFiles;

/** Notices how tasks end, and lets the cluster end those that are not wanted. */
final class SlurmWatch {
    /** Answers without a task before it counts as gone; a controller that has just come back may not know all yet. */
    private static final int MOST_MISSED = 3;

    /** Looks at files: this many tasks a tick, so that a folder on a network is not flooded. */
    private static final int LOOKS = 200;

    private static final Duration BETWEEN_WISHES = Duration.ofSeconds(5);
    static final int MOST_IN_CALL = 200;

    private final SlurmCommands commands;
    private final Slurm.Pace pace;
    private final Consumer<String> news;
    private Duration between;
    private long nextPoll = System.nanoTime();
    private long nextWish = System.nanoTime();
    private SlurmTask.Wish strongest = SlurmTask.Wish.WORK;
    private boolean deaf;
    private int turn;

    SlurmWatch(SlurmCommands commands, Slurm.Pace pace, Consumer<String> news) {
        this.commands = commands;
        this.pace = pace;
        this.news = news;
        this.between = pace.firstPoll();
    }

    /** Something has changed: asks soon, and then often for a while. */
    void hurry() {
        between = pace.firstPoll();
        nextPoll = Math.min(nextPoll, System.nanoTime() + between.toNanos());
    }

    /** After an accident: not again at once. */
    void rest() {
        nextPoll = System.nanoTime() + pace.mostPoll().toNanos();
    }

    /** @param open all tasks that have not ended */
    void look(List<SlurmTask> open) {
        List<SlurmTask> submitted =
                open.stream().filter(task -> task.array != null).toList();
        if (submitted.isEmpty()) {
            return;
        }
        enact(submitted);
        for (int i = 0; i < Math.min(LOOKS, submitted.size()); i++) {
            turn = (turn + 1) % submitted.size();
            byFiles(submitted.get(turn));
        }
        if (System.nanoTime() - nextPoll >= 0) {
            poll(submitted.stream().filter(task -> !task.exit().isDone()).toList());
        }
    }

    // --- what files tell ------------------------------------------------------------------------------------------

    private void byFiles(SlurmTask task) {
        if (task.exit().isDone()) {
            return;
        }
        if (goesOnElsewhere(task)) {
            task.end(new Exit(Exit.STOPPED, Exit.Cause.MOVED));
            return;
        }
        Optional<Integer> code = SlurmTicket.exitCode(task.attempt);
        if (code.isEmpty()) {
            return;
        }
        if (code.get() != Exit.STOPPED || task.wish() == SlurmTask.Wish.STOP) {
            task.end(new Exit(code.get()));
        } else if (task.state().isAtWork()) {
            hurry(); // it may be in the queue again, or not
        }
    }

    /** Whether the task was started again and has begun a next attempt. */
    private static boolean goesOnElsewhere(SlurmTask task) {
        Path folder = task.attempt.folder();
        int number = Integer.parseInt(String.valueOf(folder.getFileName()));
        RunFiles next = new RunFiles(folder.resolveSibling(Integer.toString(number + 1)));
        return SlurmTicket.of(next)
                .filter(ticket -> task.array != null && ticket.batch().equals(task.array.name()))
                .isPresent();
    }

    // --- what the cluster tells -----------------------------------------------------------------------------------

    /** One question for all tasks. @return empty if there is no answer; the user has been told */
    Optional<SlurmQueue> ask() {
        SlurmCommands.Answer answer = SlurmQueue.ask(commands);
        if (!answer.isGood()) {
            if (!deaf) {
                news.accept("squeue: %s; nothing is known of the runs in the cluster until it answers"
                        .formatted(answer.trouble()));
            }
            deaf = true;
            return Optional.empty();
        }
        if (deaf) {
            news.accept("Slurm answers again");
        }
        deaf = false;
        return Optional.of(SlurmQueue.parse(answer.output()));
    }

    private void poll(List<SlurmTask> tasks) {
        Optional<SlurmQueue> queue = ask();
        boolean changed = false;
        if (queue.isPresent()) {
            for (SlurmTask task : tasks) {
                changed |= task.key() != null && byQueue(task, queue.get());
            }
        }
        between = changed ? pace.firstPoll() : between.multipliedBy(2);
        between = between.compareTo(pace.mostPoll()) < 0 ? between : pace.mostPoll();
        nextPoll = System.nanoTime() + between.toNanos();
    }

    /** @return whether something has changed, or is about to */
    private boolean byQueue(SlurmTask task, SlurmQueue queue) {
        SlurmState state = queue.states().get(task.key());
        long now = System.nanoTime();
        if (state == null) {
            if (!queue.whole()) {
                return false;
            }
            task.missedSince = task.missed == 0 ? now : task.missedSince;
            task.missed++;
            if (task.missed >= MOST_MISSED && isOver(task.missedSince)) {
                end(task, Exit.Cause.LOST);
            }
            return true;
        }
        task.missed = 0;
        boolean changed = task.become(state);
        if (!state.isEnd()) {
            task.endedSince = 0;
            return changed;
        }
        task.endedSince = task.endedSince == 0 ? now : task.endedSince;
        boolean told = SlurmTicket.exitCode(task.attempt).isPresent();
        boolean asWished = state.cause() == Exit.Cause.CANCELLED && task.wish() != SlurmTask.Wish.WORK;
        if (told || asWished || isOver(task.endedSince)) {
            ended(task, state);
        }
        return true;
    }

    private boolean isOver(long since) {
        return System.nanoTime() - since >= pace.grace().toNanos();
    }

    private void ended(SlurmTask task, SlurmState state) {
        Optional<String> claim = SlurmTicket.claim(task.attempt);
        if (claim.isPresent() && !SlurmQueue.key(claim.get(), task.index).equals(task.key())) {
            task.twin = claim.get(); // sbatch had submitted it although it said that it had not
            task.endedSince = 0;
            return;
        }
        Optional<Integer> code = SlurmTicket.exitCode(task.attempt);
        if (code.isEmpty()) {
            end(task, state.cause());
        } else if (code.get() == Exit.STOPPED && state.cause() != Exit.Cause.CANCELLED) {
            task.end(new Exit(Exit.STOPPED, Exit.Cause.MOVED));
        } else if (code.get() == Exit.STOPPED) {
            end(task, Exit.Cause.CANCELLED);
        } else {
            task.end(new Exit(code.get()));
        }
    }

    /** Of a worker that left no word. */
    private void end(SlurmTask task, Exit.Cause cause) {
        boolean asked = task.wish() != SlurmTask.Wish.WORK;
        keepWhatSlurmSaid(task);
        task.end(new Exit(Exit.KILLED, asked && cause == Exit.Cause.CANCELLED ? Exit.Cause.UNKNOWN : cause));
    }

    private static void keepWhatSlurmSaid(SlurmTask task) {
        String said = task.array == null ? "" : task.array.said(task.index);
        try {
            if (!said.isBlank()) {
                Files.writeString(task.attempt.log(), said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + task.attempt.log(), e);
        }
    }

    // --- what is wanted of the cluster ----------------------------------------------------------------------------

    /** A wish is told again and again until it has come true: a controller may be away, a task about to begin. */
    private void enact(List<SlurmTask> tasks) {
        SlurmTask.Wish now = tasks.stream()
                .map(SlurmTask::wish)
                .max(SlurmTask.Wish::compareTo)
                .orElseThrow();
        boolean stronger = now.compareTo(strongest) > 0;
        strongest = now;
        if (now == SlurmTask.Wish.WORK || (!stronger && System.nanoTime() - nextWish < 0)) {
            return;
        }
        nextWish = System.nanoTime() + BETWEEN_WISHES.toNanos();
        List<String> stopped = wishing(tasks, SlurmTask.Wish.STOP);
        cancel(List.of("--state=PENDING"), stopped);
        cancel(List.of("--batch", "--signal=TERM", "--state=RUNNING"), stopped);
        cancel(List.of(), wishing(tasks, SlurmTask.Wish.KILL));
        hurry();
    }

    private static List<String> wishing(List<SlurmTask> tasks, SlurmTask.Wish wish) {
        List<String> keys = new ArrayList<>();
        for (SlurmTask task : tasks) {
            String key = task.key();
            if (task.wish() == wish && !task.exit().isDone()) {
                SlurmTicket.forbid(task.attempt);
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    private void cancel(List<String> options, List<String> keys) {
        for (int from = 0; from < keys.size(); from += MOST_IN_CALL) {
            List<String> arguments = new ArrayList<>(options);
            arguments.addAll(keys.subList(from, Math.min(from + MOST_IN_CALL, keys.size())));
            commands.run("scancel", arguments); // its answer tells nothing: 0 for unknown tasks, too
        }
    }
}
