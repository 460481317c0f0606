package sdde.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.store.Plans;

/** How the sweeps of a home stand; read from the run folders, so it disturbs nothing. */
final class StatusCommand implements Command {
    private static final String WATCH = "watch";
    private static final int WATCH_MILLISECONDS = 1000;
    private static final int MOST_FAILED = 20;

    /** A cluster is asked less often. */
    private static final int WATCH_CLUSTER_MILLISECONDS = 10_000;

    /** @param holder who runs, if anybody does. @param left to a cluster, if nobody does */
    private record Seen(Optional<HomeLock.Holder> holder, List<Standing> sweeps, LeftTasks left) {}

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "shows how the sweeps stand, what runs now and what failed; --watch follows until nothing runs";
    }

    @Override
    public String arguments() {
        return "[SWEEP]";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.flag(WATCH, "again and again, until nothing runs any more"))
                .addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                sweep status
                sweep status lambda-grid --watch     # also of one that was started with --detach, or left to a cluster
                sweep status --json
                """;
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Optional<String> wanted = invocation.optionalArgument("a sweep");
        wanted.ifPresent(name -> KnownSweep.find(name, invocation.home()));
        Seen seen = look(invocation, wanted);
        String shown = show(invocation, seen, "");
        while (invocation.has(WATCH)
                && (seen.holder().isPresent() || seen.left().mayGoOn())) {
            Thread.sleep(seen.holder().isPresent() ? WATCH_MILLISECONDS : WATCH_CLUSTER_MILLISECONDS);
            seen = look(invocation, wanted);
            shown = show(invocation, seen, shown);
        }
        return Main.OK;
    }

    private static Seen look(Invocation invocation, Optional<String> wanted) {
        Home home = invocation.home();
        Optional<HomeLock.Holder> holder = HomeLock.holder(home);
        String name = wanted.map(given -> KnownSweep.find(given, home).sweep()).orElse("");
        List<FrozenPlan> plans = Plans.sweeps(home).stream()
                .filter(sweep -> name.isEmpty() || sweep.equals(name))
                .flatMap(sweep -> Plans.latest(home, sweep).stream())
                .toList();
        List<Standing> sweeps = plans.stream()
                .map(plan -> Standing.of(plan, home, System.currentTimeMillis()))
                .toList();
        return new Seen(holder, sweeps, holder.isPresent() ? LeftTasks.NONE : LeftTasks.of(plans, invocation));
    }

    /** On a terminal in place, elsewhere only what is new. @return what was shown */
    private static String show(Invocation invocation, Seen seen, String before) {
        String text = invocation.has(CommonOptions.JSON) ? json(seen) : text(seen, invocation.program());
        if (invocation.has(WATCH) && invocation.console().isTerminal()) {
            invocation.console().print("\u001b[H\u001b[J" + text);
        } else if (!text.equals(before)) {
            invocation.console().print(text);
        }
        return text;
    }

    private static String json(Seen seen) {
        Map<String, Object> status = new LinkedHashMap<>();
        seen.holder().ifPresent(busy -> status.put("running", busy));
        Map<String, Map<RunState, Integer>> counts = new LinkedHashMap<>();
        Map<String, Object> details = new LinkedHashMap<>();
        for (Standing sweep : seen.sweeps()) {
            counts.put(sweep.sweep(), sweep.counts());
            details.put(
                    sweep.sweep(),
                    Map.of("active", seen.holder().isPresent() ? sweep.active() : List.of(), "failed", sweep.failed()));
        }
        if (seen.left().isAny()) {
            status.put("cluster", seen.left().tasks(seen.sweeps()));
        }
        status.put("sweeps", counts);
        status.put("details", details);
        return Json.line(status) + "\n";
    }

    private static String text(Seen seen, Program program) {
        StringBuilder text = new StringBuilder(seen.holder()
                .map(busy -> "running: %s (process %d on %s)%n"
                        .formatted(busy.what(), busy.lease().pid(), busy.lease().host()))
                .orElse("running: nothing" + seen.left().words() + "\n"));
        if (seen.sweeps().isEmpty()) {
            return text.append("no sweep was started here yet\n").toString();
        }
        text.append(counts(seen.sweeps()));
        if (seen.holder().isPresent()) {
            text.append(active(seen.sweeps()));
        } else if (seen.left().isAny()) {
            text.append(left(seen));
        }
        return text.append(failed(seen.sweeps(), program)).toString();
    }

    private static String counts(List<Standing> sweeps) {
        List<String> head = new ArrayList<>(List.of("sweep"));
        for (RunState state : RunState.values()) {
            head.add(state.name().toLowerCase(Locale.ROOT));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Standing sweep : sweeps) {
            List<String> row = new ArrayList<>(List.of(sweep.sweep()));
            sweep.counts().values().forEach(count -> row.add(Integer.toString(count)));
            rows.add(row);
        }
        return TextTable.aligned(head, rows);
    }

    private static String active(List<Standing> sweeps) {
        List<List<String>> rows = sweeps.stream()
                .flatMap(sweep -> sweep.active().stream())
                .map(run -> List.of(
                        run.id(),
                        run.title(),
                        run.slot(),
                        Integer.toString(run.attempt()),
                        run.epoch() + "/" + run.epochs(),
                        TimeLeft.words(Duration.ofSeconds(run.silent())) + " ago"))
                .toList();
        return rows.isEmpty()
                ? ""
                : "\n" + TextTable.aligned(List.of("at work", "what", "slot", "attempt", "epoch", "last event"), rows);
    }

    private static String left(Seen seen) {
        List<List<String>> rows = seen.left().tasks(seen.sweeps()).stream()
                .map(task -> List.of(
                        task.run().id(),
                        task.run().title(),
                        task.queue(),
                        Integer.toString(task.run().attempt()),
                        task.run().epoch() + "/" + task.run().epochs(),
                        TimeLeft.words(Duration.ofSeconds(task.run().silent())) + " ago"))
                .toList();
        return "\n"
                + TextTable.aligned(List.of("in the cluster", "what", "queue", "attempt", "epoch", "last event"), rows);
    }

    private static String failed(List<Standing> sweeps, Program program) {
        List<List<String>> rows = sweeps.stream()
                .flatMap(sweep -> sweep.failed().stream())
                .limit(MOST_FAILED)
                .map(run -> List.of(
                        run.id(),
                        run.title(),
                        run.kind().toLowerCase(Locale.ROOT).replace('_', ' '),
                        run.reason(),
                        program.show(java.nio.file.Path.of(run.log()))))
                .toList();
        return rows.isEmpty()
                ? ""
                : "\n" + TextTable.aligned(List.of("failed", "what", "class", "reason", "log"), rows);
    }
}
