package sdde.schedule;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Result;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.run.RunState;
import sdde.schedule.executor.SlurmTasks;

/**
 * A run that an orchestrator has left with a cluster when it died, and that nobody watches.
 *
 * @param attempt its newest one
 */
public record Unattended(Member member, RunFiles attempt) {
    /** Those of some plans, each once; of a home that nobody writes to, for else somebody watches them. */
    public static List<Unattended> of(Home home, List<FrozenPlan> plans) {
        Map<RunId, Unattended> all = new LinkedHashMap<>();
        for (FrozenPlan plan : plans) {
            for (Member member : plan.members()) {
                RunKeeper keeper = new RunKeeper(home.runs(), member, Clock.systemUTC());
                if (!all.containsKey(member.id()) && keeper.openAttempt().isPresent()) {
                    RunFiles attempt = keeper.files().attempt(keeper.newestAttempt());
                    if (SlurmTasks.isOpen(attempt)) {
                        all.put(member.id(), new Unattended(member, attempt));
                    }
                }
            }
        }
        return new ArrayList<>(all.values());
    }

    /** Writes down that its task has ended because somebody wished so. The home's lock must be held. */
    public void stopped(Home home, Clock clock) {
        RunKeeper keeper = new RunKeeper(home.runs(), member, clock);
        keeper.mergeAll();
        if (Result.of(attempt).isEmpty()) { // else it has come to its end meanwhile
            keeper.state(RunState.CANCELLED, keeper.newestAttempt(), Map.of("reason", "stopped in the cluster"));
        }
        keeper.recover();
    }
}
