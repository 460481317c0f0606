package sdde.schedule;

import org.jspecify.annotations.Nullable;
import sdde.run.RunFiles;
import sdde.schedule.executor.Attempt;
import sdde.schedule.executor.Slot;

/** A task at work. */
final class Busy {
    final Task task;
    final int number;
    final Slot slot;
    final Attempt attempt;
    final EventTail tail;
    final Pulse pulse;
    /** On its device, at most so far. */
    int neighbours;
    /** What its worker says cannot be used. */
    @Nullable
    String badData;
    /** Why we ended it, if we did. */
    @Nullable
    String stalled;

    Busy(Task task, int number, Slot slot, Attempt attempt, long nanos) {
        this.task = task;
        this.number = number;
        this.slot = slot;
        this.attempt = attempt;
        this.tail = new EventTail(files().events());
        this.pulse = new Pulse(nanos);
    }

    RunFiles files() {
        return task.keeper.files().attempt(number);
    }
}
