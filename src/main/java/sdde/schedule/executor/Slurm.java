package sdde.schedule.executor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sdde.config.Cluster;
import sdde.config.UserError;
import sdde.run.RunFiles;

/**
 * Tasks of Slurm arrays on the nodes of a cluster, which see the same folder {@code runs/}. Workers outlive this program: the
 * next start adopts them. Whatever takes time, or waits for the cluster, happens on one thread of its own.
 *
 * <p>What is certain comes from files: a worker's exit code, and a next attempt that a task has begun after it was queued
 * again. {@code squeue} is asked, once for all tasks, for what files cannot tell. No answer, and an answer that is not
 * understood, is no news of a task's death.
 */
public final class Slurm implements Executor {
    /**
     * How often what is looked at.
     *
     * @param tick between looks at the files
     * @param firstPoll between questions to the cluster when something has just changed; doubled while nothing does
     * @param mostPoll at most between them
     * @param gather how long a start waits for others to be submitted together with it
     * @param grace for a file to appear that the cluster says must be there, and for a task to appear in its answers
     */
    public record Pace(Duration tick, Duration firstPoll, Duration mostPoll, Duration gather, Duration grace) {
        public static final Pace USUAL = new Pace(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofMillis(300),
                Duration.ofSeconds(15));
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path runs;
    private final SlurmSubmission submission;
    private final SlurmWatch watch;
    private final Pace pace;
    private final List<SlurmTask> tasks = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private @Nullable Thread thread;

    /**
     * @param runs the folder {@code runs/}, seen by every node
     * @param like what every slot is like
     * @param mainClass called with the attempt's folder
     * @param options of the JVM
     */
    public Slurm(Cluster cluster, Path runs, Slot like, String mainClass, List<String> options) {
        this(cluster, runs, like, mainClass, options, new SlurmCommands("", PATIENCE), Pace.USUAL);
    }

    Slurm(
            Cluster cluster,
            Path runs,
            Slot like,
            String mainClass,
            List<String> options,
            SlurmCommands commands,
            Pace pace) {
        this.runs = runs.toAbsolutePath();
        this.pace = pace;
        List<String> script = new ArrayList<>(List.of(mainClass));
        script.addAll(SlurmOptions.worker(like, options));
        this.submission = new SlurmSubmission(cluster, this.runs, script, commands, pace, news::add);
        this.watch = new SlurmWatch(commands, pace, news::add);
    }

    /**
     * Before anything is started: whether the programs are there, and whether the cluster would take a task.
     *
     * @param path of the environment
     * @return what the user should know, if the cluster does not answer just now
     * @throws UserError that says what is missing, or what Slurm says against the settings
     */
    public static Optional<String> check(Cluster cluster, String path) {
        return check(cluster, path, new SlurmCommands("", PATIENCE));
    }

    static Optional<String> check(Cluster cluster, String path, SlurmCommands commands) {
        List<String> missing = SlurmCommands.missing(path);
        if (!missing.isEmpty()) {
            throw new UserError(
                    "executor slurm needs the programs %s on the PATH; missing: %s; start this on a machine that submits to the cluster, or take --executor local"
                            .formatted(SlurmCommands.NEEDED, missing));
        }
        return SlurmSubmission.trial(cluster, commands);
    }

    @Override
    public boolean endsWithOrchestrator() {
        return false;
    }

    @Override
    public Attempt start(RunFiles attempt, Slot slot) {
        return take(new SlurmTask(attempt, this::wake));
    }

    @Override
    public Optional<Attempt> adopt(RunFiles attempt) {
        Optional<SlurmTicket> ticket = SlurmTicket.of(attempt);
        if (ticket.isEmpty() || SlurmTicket.isForbidden(attempt)) {
            return Optional
                    .empty(); // one that was told to stop ends by itself, at the latest when it sees a next attempt
        }
        Optional<SlurmArray> array = submission.array(ticket.get().batch());
        if (array.isEmpty()) {
            return Optional.empty();
        }
        SlurmTask task = new SlurmTask(attempt, this::wake);
        task.array = array.get();
        task.index = ticket.get().task();
        return Optional.of(take(task));
    }

    @Override
    public List<String> news() {
        List<String> fresh = new ArrayList<>();
        for (String text = news.poll(); text != null; text = news.poll()) {
            fresh.add(text);
        }
        return fresh;
    }

    private synchronized SlurmTask take(SlurmTask task) {
        tasks.add(task);
        if (thread == null) {
            thread = new Thread(this::work, "slurm");
            thread.setDaemon(true);
            thread.start();
        }
        wake();
        return task;
    }

    /** Ends the watch; the tasks go on. */
    void leave() throws InterruptedException {
        Thread watching;
        synchronized (this) {
            watching = thread;
        }
        if (watching != null) {
            watching.interrupt();
            watching.join();
        }
    }

    private void wake() {
        wake.release();
    }

    private synchronized List<SlurmTask> open() {
        tasks.removeIf(task -> task.exit().isDone());
        return List.copyOf(tasks);
    }

    private void work() {
        while (true) {
            try {
                submission.look(open(), watch);
                watch.look(open());
                wake.tryAcquire(pace.tick().toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                news.add("the watch over the cluster's tasks had an accident and goes on: " + e);
                watch.rest();
            }
        }
    }
}
