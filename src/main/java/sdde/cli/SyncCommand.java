package sdde.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.evaluate.Measurement;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.store.Database;
import sdde.track.Tracker;

/** Sends a sweep to MLflow: all of it, or what could not be sent while it ran. */
final class SyncCommand implements Command {
    private static final String URI = "uri";

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
        return "SWEEP";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.valued(URI, "URI", "of the server (default: MLFLOW_TRACKING_URI)"));
    }

    @Override
    public String examples() {
        return """
                MLFLOW_TRACKING_URI=http://127.0.0.1:5000 sweep sync quickstart
                sweep sync quickstart --uri http://127.0.0.1:5000
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        FrozenPlan plan = KnownSweep.find(invocation.onlyArgument("the name of a sweep"), home);
        Console console = invocation.console();
        String given = invocation.line().getOptionValue(URI);
        Map<String, String> environment =
                given == null ? invocation.program().environment() : Map.of("MLFLOW_TRACKING_URI", given);
        Tracker tracker = Tracker.of(Optional.empty(), environment, console.err());
        if (!tracker.isOn()) {
            throw new UserError("no MLflow server is named; set MLFLOW_TRACKING_URI, or give --uri URI");
        }
        try (Database database = Database.readOnly(home)) {
            List<RunId> runs = plan.members().stream().map(Member::id).toList();
            Map<RunId, List<Measurement>> measurements = database.measurements(runs);
            RunFolders folders = new RunFolders(home.runs());
            runs.stream()
                    .filter(run -> folders.state(run).isTerminal())
                    .forEach(run -> tracker.runFinished(
                            plan, RunFiles.of(home.runs(), run), measurements.getOrDefault(run, List.of())));
            tracker.sweepFinished(plan, home, measurements);
        }
        Tracker.Delivery delivery = tracker.close(Duration.ofHours(1));
        console.line("mlflow: %d sent, %d left".formatted(delivery.sent(), delivery.left()));
        return delivery.left() == 0 ? Main.OK : Main.SOME_FAILED;
    }
}
