package sdde.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Tracking;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.store.Folders;
import sdde.track.FakeMlflow.Mood;

/** Requests that land late, experiments that go, runs that die unsaid. */
class TrackerMishapsTest extends TrackedHome {
    /** The sweep's own run, the first run of it: both are made again before they land. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRunWhoseMakingLandsAfterItsDeadlineIsThereOnce(int making) {
        // so much that a busy machine makes no other call late
        Patience patience = new Patience(
                Duration.ofSeconds(4), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(20));
        server.slowMaking = making;

        Delivery delivery = send(server.address(), patience);

        assertThat(delivery.left()).isZero();
        assertThat(server.runs).as("one has landed late").hasSize(4);
        assertAllIsThereOnce();
    }

    @Test
    void aSlowServerThatFailsOnceIsNotGivenUp() {
        Patience brief = new Patience(
                Duration.ofMillis(1500), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(600));
        long begin = System.nanoTime();
        server.mood = number -> {
            sleep(60);
            return Duration.ofNanos(System.nanoTime() - begin).toMillis() > 900 && number % 10 == 0
                    ? Mood.BUSY
                    : Mood.SANE;
        };

        Delivery delivery = send(server.address(), brief);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(brief.lastly());
        assertThat(delivery.left()).isZero();
        assertAllIsThereOnce();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anExperimentThatIsDeletedMeanwhileComesBackWithEverythingOnce() {
        send(server.address(), LITTLE);
        database.recordMeasurements(GOOD.id(), Folders.measurements(0.8));
        send(server.address(), LITTLE); // leaves a deleted predecessor
        server.deleteExperiments();
        database.recordMeasurements(GOOD.id(), Folders.measurements(0.9));

        assertThat(send(server.address(), LITTLE).left()).isZero();

        assertAllIsThereOnce();
    }

    @Test
    void anExperimentThatIsDeletedWhileItIsFilledComesBack() {
        server.mood = number -> {
            if (number == 14) {
                server.deleteExperiments();
            }
            return Mood.SANE;
        };

        assertThat(send(server.address(), LITTLE).left()).isZero();

        assertAllIsThereOnce();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("HTTP 400", "works again");
    }

    @Test
    void aRunningRunThatNoPlanAsksForAnyMoreIsEnded() {
        RunSpec dropped = Folders.de(2);
        FrozenPlan earlier = Folders.plan("first", GOOD, BAD, dropped);
        Folders.write(home, earlier);
        Tracker before = Tracker.of(
                new Tracking(server.address(), null, List.of()),
                Map.of(),
                lines,
                earlier,
                true,
                home,
                database,
                LITTLE);
        new EventLog(Folders.started(home, dropped).events())
                .append(RunEvent.of(4_000, "state", Map.of("state", "RUNNING", "attempt", 1)));
        before.changed(dropped.id());
        before.close(Duration.ofSeconds(10));
        assertThat(run(dropped.id().hex()).path("info").path("status").asText()).isEqualTo("RUNNING");

        send(server.address(), LITTLE);

        assertThat(run(dropped.id().hex()).path("info").path("status").asText()).isEqualTo("KILLED");
    }

    @Test
    void panelsOfARunAreImagesOfItsChosenEpoch() throws IOException {
        Path panel = RunFiles.of(home.runs(), GOOD.id()).saliency("mnist/test");
        Files.createDirectories(panel.getParent());
        Files.writeString(panel, "a picture");

        send(server.address(), LITTLE);
        send(server.address(), LITTLE);

        assertThat(server.files.keySet().stream().filter(name -> name.contains("/images/")))
                .hasSize(2)
                .allMatch(name -> name.matches("1/run[0-9]/artifacts/images/saliency-mnist-test%step%2%timestamp%3000%"
                        + "[0-9a-f-]{36}(\\.png|%compressed\\.webp)"));
        assertThat(run(GOOD.id().hex()).path("data").path("tags").toString()).contains("mlflow.loggedImages");
        assertThat(run(BAD.id().hex()).path("data").path("tags").toString()).doesNotContain("mlflow.loggedImages");
    }

    @Test
    void everyRunHasALink() {
        Delivery delivery = send(server.address(), LITTLE);

        assertThat(delivery.runs().keySet()).containsExactly("mnist de N=3 seed=1", "mnist sdde λ=0.005 N=5 seed=3");
        assertThat(delivery.runs().values())
                .allMatch(link ->
                        link.matches("http://.*/#/experiments/1/runs/run[0-9][?]workflowType=machine_learning"));
    }
}
