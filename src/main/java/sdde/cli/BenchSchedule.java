package sdde.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;
import sdde.schedule.HomeLock;
import sdde.schedule.ScheduleListener;
import sdde.schedule.Scheduler;
import sdde.schedule.Summary;
import sdde.schedule.executor.LocalProcess;
import sdde.worker.EmptyMain;

/** What a run costs beyond its training: many runs that train nothing, through real worker processes. */
final class BenchSchedule {
    private BenchSchedule() {}

    /** Moments of a run, in milliseconds. */
    private record Moments(String slot, long leased, long workerStarted, long workerEnded, long over) {}

    static int run(Invocation invocation, Home scratch, int runs, int slots) {
        FrozenPlan plan = plan(runs);
        long began = System.nanoTime();
        long[] first = new long[1];
        Summary summary;
        try (HomeLock lock = HomeLock.take(scratch, "bench schedule")) {
            Scheduler scheduler = new Scheduler(
                    lock,
                    new LocalProcess(
                            EmptyMain.class.getName(),
                            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m")),
                    spec -> Versions.freeze(spec, invocation.program().commit(), new TreeMap<>()),
                    new Scheduler.Settings(slots, 0, Duration.ofMinutes(1), Clock.systemUTC()));
            summary = scheduler.run(plan, new ScheduleListener() {
                @Override
                public void started(Member member, int attempt, String slot) {
                    first[0] = first[0] == 0 ? System.nanoTime() : first[0];
                }
            });
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Object> figures = figures(scratch, plan);
        figures.put("runs", summary.count(RunState.SUCCEEDED));
        figures.put("slots", slots);
        figures.put("seconds", seconds);
        figures.put("plan_to_first_start_ms", (first[0] - began) / 1e6);
        figures.put("idle_share", summary.slots().idleShare());
        if (invocation.has(CommonOptions.JSON)) {
            invocation.console().line(Json.line(figures));
        } else {
            invocation
                    .console()
                    .line(String.format(
                            Locale.ROOT,
                            "%d empty runs on %d slots in %.1f s",
                            summary.count(RunState.SUCCEEDED),
                            slots,
                            seconds));
            print(invocation.console(), figures, summary);
        }
        return summary.count(RunState.SUCCEEDED) == runs ? Main.OK : Main.SOME_FAILED;
    }

    private static void print(Console console, Map<String, Object> figures, Summary summary) {
        List<List<String>> rows = new ArrayList<>();
        figures.forEach((name, value) -> {
            if (name.endsWith("_ms") && value instanceof Number number) {
                rows.add(List.of(
                        name.replace("_ms", "").replace('_', ' '),
                        String.format(Locale.ROOT, "%.1f ms", number.doubleValue())));
            }
        });
        console.print(TextTable.aligned(List.of("what", "takes"), rows));
        console.line(summary.slots().words());
    }

    private static FrozenPlan plan(int runs) {
        EvalSet set = new EvalSet(EmptyMain.EVAL_SET, EvalSet.Role.TEST, Choice.of("mnist"), "test");
        List<Member> members = IntStream.range(0, runs)
                .mapToObj(seed -> new RunSpec(
                        Choice.of("mnist"),
                        Choice.of("lenet"),
                        Choice.of("de"),
                        1,
                        seed,
                        new TrainSettings(1, 128, 0.1, 0.9, 0, "none")))
                .map(spec -> new Member(spec.id(), spec, List.of(set)))
                .toList();
        return new FrozenPlan("bench-schedule", "", 0, members, runs, 0, List.of(), "");
    }

    // --- from the events ------------------------------------------------------------------------------------------

    private static Map<String, Object> figures(Home home, FrozenPlan plan) {
        Map<String, List<Moments>> bySlot = new HashMap<>();
        for (Member member : plan.members()) {
            Moments moments = moments(RunFiles.of(home.runs(), member.id()));
            bySlot.computeIfAbsent(moments.slot(), slot -> new ArrayList<>()).add(moments);
        }
        List<Double> starting = new ArrayList<>();
        List<Double> ending = new ArrayList<>();
        List<Double> between = new ArrayList<>();
        for (List<Moments> of : bySlot.values()) {
            of.sort(java.util.Comparator.comparingLong(Moments::leased));
            for (int i = 0; i < of.size(); i++) {
                starting.add((double) (of.get(i).workerStarted() - of.get(i).leased()));
                ending.add((double) (of.get(i).over() - of.get(i).workerEnded()));
                if (i > 0) {
                    between.add((double) (of.get(i).leased() - of.get(i - 1).workerEnded()));
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        put(figures, "lease_to_worker_at_work", starting);
        put(figures, "worker_done_to_result_promoted", ending);
        put(figures, "worker_done_to_next_lease", between);
        return figures;
    }

    private static void put(Map<String, Object> figures, String name, List<Double> values) {
        if (!values.isEmpty()) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            figures.put(name + "_median_ms", sorted[sorted.length / 2]);
            figures.put(name + "_p95_ms", sorted[(int) (0.95 * (sorted.length - 1))]);
        }
    }

    private static Moments moments(RunFiles run) {
        String slot = "";
        long[] times = new long[4];
        for (RunEvent event : new EventLog(run.events()).read()) {
            String what =
                    event.type().equals("state") ? String.valueOf(event.data().get("state")) : event.type();
            int index = Arrays.asList("LEASED", "start", "end", "SUCCEEDED").indexOf(what);
            if (index >= 0) {
                times[index] = event.time();
            }
            slot = what.equals("LEASED") ? String.valueOf(event.data().get("slot")) : slot;
        }
        return new Moments(slot, times[0], times[1], times[2], times[3]);
    }
}
