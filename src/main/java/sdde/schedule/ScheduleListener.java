package sdde.schedule;

import sdde.run.FrozenPlan.Member;
import sdde.run.RunEvent;
import sdde.run.RunState;

/** Hears what happens in a sweep; always called on the scheduler's thread, so it must return soon. */
public interface ScheduleListener {
    /** Before the first run. @param runs in the plan; {@code left} of them have something to do on {@code slots} places */
    default void begin(int runs, int left, int slots) {}

    /** The run had all that is asked of it already. */
    default void skipped(Member member, RunState state) {}

    /** @param slot {@code cpu:0} */
    default void started(Member member, int attempt, String slot) {}

    /** A worker that an earlier start began goes on in our hands. */
    default void adopted(Member member, int attempt, String slot) {
        started(member, attempt, slot);
    }

    /** Something new about a run, once each. */
    default void event(Member member, RunEvent event) {}

    /** An attempt failed and another follows. */
    default void retrying(Member member, Failure failure) {}

    /** Its outputs are in the run's own folder. @param state SUCCEEDED or DIVERGED */
    default void finished(Member member, RunState state) {}

    /** No attempt succeeded. */
    default void failed(Member member, Failure failure) {}

    /** Stopped on request; resumes at the next start. */
    default void cancelled(Member member) {}

    /** Something worth a line that concerns no run in particular. */
    default void notice(String text) {}

    /** A few times a second. */
    default void tick() {}
}
