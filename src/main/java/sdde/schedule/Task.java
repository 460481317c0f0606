package sdde.schedule;

import java.util.Objects;
import java.util.stream.Stream;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;

/** A run of a sweep that is not done. */
final class Task {
    private static final int BACK_OFF_GROWTH = 4;
    private static final long MOST_BACK_OFF = 60_000_000_000L;

    final Member member;
    final RunKeeper keeper;
    /** Attempts of this start that count against the retries. */
    int tries;
    /** Those of them that got on and whose place was then taken away: no fault of the run. */
    int moves;
    /** On its device, at its next attempt. */
    int mostNeighbours = Integer.MAX_VALUE;

    private long notBefore;
    private boolean delayed;

    Task(Member member, RunKeeper keeper) {
        this.member = member;
        this.keeper = keeper;
    }

    /** Puts the next attempt off: 1, 4, 16, … times the first delay. */
    void backOff(long nanos, long firstDelay) {
        long delay = firstDelay;
        for (int i = 1; i < tries && delay < MOST_BACK_OFF; i++) {
            delay *= BACK_OFF_GROWTH;
        }
        notBefore = nanos + Math.min(delay, Math.max(firstDelay, MOST_BACK_OFF));
        delayed = true;
    }

    boolean isReady(long nanos) {
        return !delayed || nanos - notBefore >= 0;
    }

    /** Whether it may not have as many neighbours as it likes. */
    boolean isShy() {
        return mostNeighbours < Integer.MAX_VALUE;
    }

    /** Whether it reads that data set, as it is or shifted. @param data as an event {@code fault} names it */
    boolean needs(String data) {
        return Stream.concat(
                        Stream.of(member.spec().dataset()),
                        member.evalSets().stream().map(EvalSet::dataset))
                .anyMatch(choice -> uses(choice, data));
    }

    private static boolean uses(Choice choice, String data) {
        String name = data.replaceFirst("\\{.*", "");
        return choice.toString().equals(data)
                || Objects.equals(choice.parameters().get("of"), name)
                || Objects.equals(choice.parameters().get("images"), name);
    }
}
