package sdde.schedule.executor;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sdde.run.RunFiles;

/** One attempt as a task of an array. Its wishes come from the scheduler; all else is the business of the thread of {@link Slurm}. */
final class SlurmTask implements Attempt {
    /** What the scheduler wants of it. */
    enum Wish {
        WORK,
        STOP,
        KILL
    }

    final RunFiles attempt;
    private final Runnable wake;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private volatile Wish wish = Wish.WORK;
    private volatile SlurmState state = SlurmState.UNKNOWN;

    /** Where it is; none before it is submitted. */
    @Nullable
    SlurmArray array;

    int index;
    /** The array that its worker belongs to, if the cluster has submitted it twice. */
    @Nullable
    String twin;

    /** Answers of the cluster in a row that did not name it, and when the first came. */
    int missed;

    long missedSince;
    /** When the cluster first said that it has ended. */
    long endedSince;

    /** @param wake called when a wish changes */
    SlurmTask(RunFiles attempt, Runnable wake) {
        this.attempt = attempt;
        this.wake = wake;
    }

    /** {@code 123_4}, if it has been submitted. */
    @Nullable
    String key() {
        String id = twin != null || array == null ? twin : array.id();
        return id == null ? null : SlurmQueue.key(id, index);
    }

    Wish wish() {
        return wish;
    }

    SlurmState state() {
        return state;
    }

    /** @return whether it is another one */
    boolean become(SlurmState now) {
        boolean changed = now != state;
        state = now;
        return changed;
    }

    void end(Exit how) {
        exit.complete(how);
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    @Override
    public boolean isWaiting() {
        return !state.isAtWork();
    }

    @Override
    public void stop() {
        want(Wish.STOP);
    }

    @Override
    public void kill() {
        want(Wish.KILL);
    }

    private void want(Wish more) {
        if (more.compareTo(wish) > 0) {
            wish = more;
            wake.run();
        }
    }
}
