package sdde.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;
import sdde.config.Tracking;
import sdde.config.UserError;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFolders;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.store.Database;
import sdde.store.Plans;
import sdde.track.Delivery;
import sdde.track.Tracker;

/** Sends sweeps to MLflow: all of them, or what could not be sent while they ran. */
final class SyncCommand implements Command {
    private static final String URI = "uri";
    private static final String ALL = "all";

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public String summary() {
        return "sends a sweep to MLflow; what is there already stays as it is";
    }

    @Override
    public String arguments() {
        return "[SWEEP]";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.flag(ALL, "every sweep of the home; so it is without a name"))
                .addOption(CommonOptions.valued(
                        URI, "URI", "of the server (default: MLFLOW_TRACKING_URI, else what the sweep's file says)"));
    }

    @Override
    public String examples() {
        return """
                MLFLOW_TRACKING_URI=http://127.0.0.1:5000 sweep sync quickstart
                sweep sync --all --uri http://127.0.0.1:5000
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        List<FrozenPlan> plans = plans(invocation, home);
        Database.readOnly(home).close(); // a missing one is told, not made
        int left = 0;
        try (Database database = Database.open(home)) {
            for (FrozenPlan plan : plans) {
                Delivery delivery = send(plan, invocation, database);
                Mirroring.say(plan.sweep(), delivery, invocation.console());
                left += delivery.left();
                if (delivery.problem().isPresent()) {
                    break; // the next sweep would meet the same
                }
            }
        }
        return left == 0 ? Main.OK : Main.SOME_FAILED;
    }

    private static List<FrozenPlan> plans(Invocation invocation, Home home) {
        if (!invocation.has(ALL) && !invocation.line().getArgList().isEmpty()) {
            return List.of(KnownSweep.find(invocation.onlyArgument("the name of a sweep, or --all"), home));
        }
        invocation.noArguments();
        return Plans.sweeps(home).stream()
                .flatMap(sweep -> Plans.latest(home, sweep).stream())
                .toList();
    }

    private static Delivery send(FrozenPlan plan, Invocation invocation, Database database) {
        Home home = invocation.home();
        boolean live = HomeLock.holder(home).isPresent();
        Map<String, String> environment = new HashMap<>(invocation.program().environment());
        String given = invocation.line().getOptionValue(URI);
        if (given != null) {
            environment.put("MLFLOW_TRACKING_URI", given);
        }
        Tracking settings = Mirroring.settings(home, plan.sweep());
        Tracker tracker = Tracker.of(settings, environment, invocation.console().err(), plan, live, home, database);
        if (!tracker.isOn()) {
            throw new UserError("no MLflow server is named for sweep '%s'; set MLFLOW_TRACKING_URI, or give --uri URI"
                    .formatted(plan.sweep()));
        }
        RunFolders folders = new RunFolders(home.runs());
        for (Member member : plan.members()) {
            RunState state = folders.state(member.id());
            // a run that is being trained is for the program that trains it to report
            if (state.isTerminal() || (state != RunState.PLANNED && !live)) {
                tracker.changed(member.id());
            }
        }
        tracker.sweepChanged();
        return tracker.close(Duration.ofHours(1));
    }
}
