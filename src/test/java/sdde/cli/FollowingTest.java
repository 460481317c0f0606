package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.EventLog;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.schedule.HomeLock;
import sdde.schedule.executor.Lease;
import sdde.store.Folders;

class FollowingTest {
    @TempDir
    Path folder;

    private Home home;
    private RunFiles run;
    private Following following;

    @BeforeEach
    void aRun() {
        home = new Home(folder);
        run = Folders.started(home, Folders.de(1));
        following = new Following(home, run);
    }

    private void tell(Map<String, Object> state) {
        new EventLog(run.events()).append(RunEvent.of(1_000, "state", state));
    }

    private boolean mayGoOnWhileASweepRuns() {
        try (HomeLock lock = HomeLock.take(home, "run-sweep x", "first")) {
            assertThat(lock.home()).isEqualTo(home);
            return following.mayGoOn(1);
        }
    }

    @Test
    void waitsForTheNextTryOfAFailureThatIsTriedAgain() {
        tell(Map.of("state", "FAILED", "attempt", 1, "again", true));

        assertThat(mayGoOnWhileASweepRuns()).isTrue();
        assertThat(following.mayGoOn(1)).isFalse(); // nobody is there who would
    }

    @Test
    void endsWithARunThatHasFailedForGood() {
        tell(Map.of("state", "FAILED", "attempt", 1, "again", false));

        assertThat(mayGoOnWhileASweepRuns()).isFalse();
    }

    @Test
    void waitsForAnEndThatIsNotWrittenDownYet() {
        tell(Map.of("state", "RUNNING", "attempt", 1));

        assertThat(mayGoOnWhileASweepRuns()).isTrue();
    }

    @Test
    void anAttemptIsAtWorkAsLongAsItsProcessLives() {
        Json.write(run.attempt(1).lease(), Lease.of(ProcessHandle.current()));

        assertThat(following.isAtWork(1)).isTrue();
        assertThat(following.isAtWork(2)).isFalse();
    }

    @Test
    void endsWithAFinishedRun() {
        assertThat(new Following(home, Folders.succeeded(home, Folders.de(1))).mayGoOn(2))
                .isFalse();
    }
}
