package sdde.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunState;

/**
 * How a sweep stands, read from the run folders.
 *
 * @param counts of every state
 * @param active runs at work
 * @param failed runs of which no attempt succeeded
 */
record Standing(String sweep, Map<RunState, Integer> counts, List<Active> active, List<Failed> failed) {
    /** A run at work. @param silent seconds since its last event */
    record Active(String id, String title, String slot, int attempt, int epoch, int epochs, long silent) {}

    /** A run that failed. @param kind its class, as in {@code OUT_OF_MEMORY} */
    record Failed(String id, String title, String kind, String reason, String log) {}

    static Standing of(FrozenPlan plan, Home home, long now) {
        RunFolders folders = new RunFolders(home.runs());
        Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
        for (RunState state : RunState.values()) {
            counts.put(state, 0);
        }
        List<Active> active = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (Member member : plan.members()) {
            RunState state = folders.state(member.id());
            counts.merge(state, 1, Integer::sum);
            RunFiles files = RunFiles.of(home.runs(), member.id());
            if (state == RunState.LEASED || state == RunState.RUNNING) {
                active.add(active(member, files, now));
            } else if (state == RunState.FAILED) {
                failed.add(failed(member, files));
            }
        }
        return new Standing(plan.sweep(), new LinkedHashMap<>(counts), active, failed);
    }

    private static Active active(Member member, RunFiles files, long now) {
        List<RunEvent> told = new EventLog(files.events()).read();
        RunEvent state = lastState(told).orElseThrow();
        List<Integer> attempts = files.attemptNumbers();
        int attempt = attempts.isEmpty() ? number(state, "attempt") : attempts.get(attempts.size() - 1);
        List<RunEvent> events = new ArrayList<>(told); // and what nobody has copied yet, if nobody watches
        events.addAll(new EventLog(files.attempt(attempt).events()).read());
        int epoch = events.stream()
                .filter(event -> event.type().equals("epoch"))
                .mapToInt(event -> number(event, "epoch"))
                .max()
                .orElse(0);
        long last = events.stream().mapToLong(RunEvent::time).max().orElse(now);
        return new Active(
                member.id().hex(),
                member.spec().title(),
                String.valueOf(state.data().get("slot")),
                attempt,
                epoch,
                member.spec().train().epochs(),
                Math.max(0, (now - last) / 1000));
    }

    private static Failed failed(Member member, RunFiles files) {
        RunEvent state = lastState(new EventLog(files.events()).read()).orElseThrow();
        return new Failed(
                member.id().hex(),
                member.spec().title(),
                String.valueOf(state.data().getOrDefault("class", "-")),
                String.valueOf(state.data().get("reason")),
                files.attempt(number(state, "attempt")).log().toString());
    }

    private static Optional<RunEvent> lastState(List<RunEvent> events) {
        return events.stream().filter(event -> event.type().equals("state")).reduce((earlier, later) -> later);
    }

    private static int number(RunEvent event, String key) {
        return event.data().get(key) instanceof Number number ? number.intValue() : 0;
    }
}
