package sdde.cli;

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
import sdde.run.RunFolders;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.store.Plans;

/** How the sweeps of a home stand; read from the run folders, so it disturbs nothing. */
final class StatusCommand implements Command {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "shows how the sweeps stand and who runs one";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home()).addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                sweep status
                sweep status --json
                """;
    }

    @Override
    public int run(Invocation invocation) {
        invocation.noArguments();
        Home home = invocation.home();
        Optional<HomeLock.Holder> holder = HomeLock.holder(home);
        Map<String, Map<RunState, Integer>> counts = new LinkedHashMap<>();
        for (String sweep : Plans.sweeps(home)) {
            Plans.latest(home, sweep).ifPresent(plan -> counts.put(sweep, count(plan, home)));
        }
        if (invocation.has(CommonOptions.JSON)) {
            Map<String, Object> status = new LinkedHashMap<>();
            holder.ifPresent(busy -> status.put("running", busy));
            status.put("sweeps", counts);
            invocation.console().line(Json.line(status));
        } else {
            print(invocation.console(), holder, counts);
        }
        return Main.OK;
    }

    private static Map<RunState, Integer> count(FrozenPlan plan, Home home) {
        RunFolders folders = new RunFolders(home.runs());
        Map<RunState, Integer> counts = new LinkedHashMap<>();
        for (RunState state : RunState.values()) {
            counts.put(state, 0);
        }
        plan.members().forEach(member -> counts.merge(folders.state(member.id()), 1, Integer::sum));
        return counts;
    }

    private static void print(
            Console console, Optional<HomeLock.Holder> holder, Map<String, Map<RunState, Integer>> counts) {
        console.line(holder.map(busy -> "running: %s (process %d on %s)"
                        .formatted(busy.what(), busy.lease().pid(), busy.lease().host()))
                .orElse("running: nothing"));
        if (counts.isEmpty()) {
            console.line("no sweep was started here yet");
            return;
        }
        List<String> head = new ArrayList<>(List.of("sweep"));
        for (RunState state : RunState.values()) {
            head.add(state.name().toLowerCase(Locale.ROOT));
        }
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((sweep, states) -> {
            List<String> row = new ArrayList<>(List.of(sweep));
            states.values().forEach(count -> row.add(Integer.toString(count)));
            rows.add(row);
        });
        console.print(TextTable.aligned(head, rows));
    }
}
