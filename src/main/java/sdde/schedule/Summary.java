package sdde.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunState;

/**
 * How a sweep ended.
 *
 * @param states of every member, in plan order
 * @param skipped members that had all that is asked of them already
 * @param failures of members that failed
 * @param stopped on request, so that some members are left
 * @param breaker why no more was started, if so
 * @param budget why some members are left, if a budget is spent
 * @param held members that were not started because data they need cannot be used
 * @param slots what they did
 */
public record Summary(
        Map<Member, RunState> states,
        int skipped,
        Map<Member, Failure> failures,
        boolean stopped,
        @Nullable String breaker,
        @Nullable String budget,
        int held,
        SlotUse slots) {
    /** Without a budget. */
    public Summary(
            Map<Member, RunState> states,
            int skipped,
            Map<Member, Failure> failures,
            boolean stopped,
            @Nullable String breaker) {
        this(states, skipped, failures, stopped, breaker, null, 0, SlotUse.NONE);
    }

    public Summary {
        states = new LinkedHashMap<>(states);
        failures = new LinkedHashMap<>(failures);
    }

    public long count(RunState state) {
        return states.values().stream().filter(state::equals).count();
    }
}
