package sdde.schedule.executor;

import java.util.Arrays;

/** What {@code squeue} calls the state of a task. What it may say besides is no end: a state unknown to us is not dead. */
enum SlurmState {
    PENDING(Stage.WAITING),
    CONFIGURING(Stage.WAITING),
    REQUEUED(Stage.WAITING),
    REQUEUE_HOLD(Stage.WAITING),
    SUSPENDED(Stage.WAITING),
    STOPPED(Stage.WAITING),
    RUNNING(Stage.AT_WORK),
    COMPLETING(Stage.AT_WORK),
    COMPLETED(Stage.ENDED, Exit.Cause.LOST),
    FAILED(Stage.ENDED, Exit.Cause.LOST),
    CANCELLED(Stage.ENDED, Exit.Cause.CANCELLED),
    TIMEOUT(Stage.ENDED, Exit.Cause.MOVED),
    PREEMPTED(Stage.ENDED, Exit.Cause.MOVED),
    DEADLINE(Stage.ENDED, Exit.Cause.CANCELLED),
    NODE_FAIL(Stage.ENDED, Exit.Cause.LOST),
    BOOT_FAIL(Stage.ENDED, Exit.Cause.LOST),
    OUT_OF_MEMORY(Stage.ENDED, Exit.Cause.OUT_OF_MEMORY),
    UNKNOWN(Stage.WAITING);

    private enum Stage {
        WAITING,
        AT_WORK,
        ENDED
    }

    private final Stage stage;
    private final Exit.Cause cause;

    SlurmState(Stage stage) {
        this(stage, Exit.Cause.UNKNOWN);
    }

    SlurmState(Stage stage, Exit.Cause cause) {
        this.stage = stage;
        this.cause = cause;
    }

    static SlurmState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    boolean isAtWork() {
        return stage == Stage.AT_WORK;
    }

    boolean isEnd() {
        return stage == Stage.ENDED;
    }

    /** Why the worker ended, if it left no word itself. */
    Exit.Cause cause() {
        return cause;
    }
}
