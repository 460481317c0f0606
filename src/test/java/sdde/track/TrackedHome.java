package sdde.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Tracking;
import sdde.run.FrozenPlan;
import sdde.run.Hashes;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.store.Database;
import sdde.store.Folders;

/** A home of two runs, a server that is not real, and what must be on it in the end. */
@Timeout(60)
abstract class TrackedHome {
    static final RunSpec GOOD = Folders.sdde(0.005, 3);
    static final RunSpec BAD = Folders.de(1);
    static final FrozenPlan PLAN = Folders.plan("first", GOOD, BAD);
    static final Patience LITTLE =
            new Patience(Duration.ofMillis(1500), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(20));
    static final Patience NONE =
            new Patience(Duration.ofMillis(1500), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(300));

    @TempDir
    Path folder;

    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final PrintStream lines = new PrintStream(printed, true, StandardCharsets.UTF_8);
    final Database database = Database.inMemory();
    FakeMlflow server;
    Home home;

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeMlflow();
        home = new Home(folder);
        database.recordPlan(PLAN);
        database.recordRun(Folders.succeeded(home, GOOD));
        database.recordRun(Folders.diverged(home, BAD));
        database.recordMeasurements(GOOD.id(), Folders.measurements(0.9));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    final Tracker tracker(String address, Patience patience) {
        return tracker(Map.of("MLFLOW_TRACKING_URI", address), patience);
    }

    final Tracker tracker(Map<String, String> environment, Patience patience) {
        return Tracker.of(Tracking.NONE, environment, lines, PLAN, false, home, database, patience);
    }

    final Delivery send(String address, Patience patience) {
        return send(tracker(address, patience));
    }

    final Delivery send(Tracker tracker) {
        long before = System.nanoTime();
        tracker.changed(GOOD.id());
        tracker.changed(BAD.id());
        tracker.sweepChanged();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("who notes a change does not wait for the server")
                .isLessThan(Duration.ofSeconds(1));
        return tracker.close(Duration.ofSeconds(40));
    }

    /** Runs that are not deleted. */
    final List<ObjectNode> active() {
        return server.runs.values().stream()
                .filter(run -> run.path("info").path("lifecycle_stage").asText().equals("active"))
                .toList();
    }

    final JsonNode run(String id) {
        return active().stream()
                .filter(run -> run.path("data").path("tags").toString().contains("\"" + id + "\""))
                .findFirst()
                .orElseThrow();
    }

    final void assertAllIsThereOnce() {
        assertThat(active()).hasSize(3);
        JsonNode good = run(GOOD.id().hex());
        assertThat(good.path("info").path("status").asText()).isEqualTo("FINISHED");
        assertThat(good.path("info").path("run_name").asText()).isEqualTo("sdde λ=0.005 N=5 seed=3");
        List<String> points = new ArrayList<>();
        good.path("history")
                .forEach(point -> points.add("%s %s %s %s"
                        .formatted(
                                point.path("key").asText(),
                                point.path("step").asLong(),
                                point.path("timestamp").asLong(),
                                point.path("value").asDouble())));
        assertThat(points)
                .containsExactlyInAnyOrder(
                        "train/loss 1 2001 1.0",
                        "train/loss 2 2002 0.5",
                        "val/accuracy 1 2001 0.6",
                        "val/accuracy 2 2002 0.7",
                        "seconds 1 2001 2.5",
                        "seconds 2 2002 2.5",
                        "test/accuracy 0 3000 0.9",
                        "test/nll 0 3000 0.25",
                        "ood/fashion-mnist/logit-average/auroc 0 3000 0.97");
        assertThat(run(BAD.id().hex()).path("info").path("status").asText()).isEqualTo("FAILED");
        assertThat(run(BAD.id().hex()).path("history")).hasSize(2);
        String events = "1/" + good.path("info").path("run_id").asText() + "/artifacts/events.jsonl";
        assertThat(Hashes.of(java.nio.ByteBuffer.wrap(server.files.get(events))))
                .isEqualTo(Hashes.of(RunFiles.of(home.runs(), GOOD.id()).events()));
        assertThat(database.outbox("first")).isEmpty();
    }
}
