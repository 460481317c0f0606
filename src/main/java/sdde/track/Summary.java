package sdde.track;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.run.RunState;

/** The sweep's own page. MLflow draws only what is unfolded, so the means over seeds stand on the parent. */
final class Summary {
    private Summary() {}

    static Page page(FrozenPlan plan, Home home, Map<RunId, List<Measurement>> measurements) {
        RunFolders folders = new RunFolders(home.runs());
        Map<String, RunState> states = new TreeMap<>();
        long ended = plan.time();
        for (FrozenPlan.Member member : plan.members()) {
            states.put(member.id().hex(), folders.state(member.id()));
            List<RunEvent> events =
                    new EventLog(RunFiles.of(home.runs(), member.id()).events()).read();
            ended = Math.max(
                    ended, events.stream().mapToLong(RunEvent::time).max().orElse(0));
        }
        return Pages.sweep(plan, states, means(plan, measurements), ended);
    }

    /** {@code mean/mnist sdde λ=0.005 N=5/test/accuracy}: over the runs that have it, without undefined ones. */
    static Map<String, Double> means(FrozenPlan plan, Map<RunId, List<Measurement>> measurements) {
        return plan.members().stream()
                .flatMap(member -> measurements.getOrDefault(member.id(), List.of()).stream()
                        .filter(measurement -> !Double.isNaN(measurement.score()))
                        .flatMap(measurement -> member.evalSets().stream()
                                .filter(set -> set.name().equals(measurement.evalSet()))
                                .limit(1)
                                .map(set -> named(member, measurement, set))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
    }

    private static Map.Entry<String, Double> named(FrozenPlan.Member member, Measurement measurement, EvalSet set) {
        String key = "mean/" + Names.group(member.spec()) + "/" + Names.metric(measurement, set);
        return Map.entry(key, measurement.score());
    }
}
