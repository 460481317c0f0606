package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.Provenance;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.store.Database;
import sdde.store.StoredRun;
import sdde.track.Tracker;

class RecorderTest {
    @TempDir
    Path folder;

    private Home home;
    private final Database database = Database.inMemory();

    @BeforeEach
    void begin() {
        home = new Home(folder.resolve("home"));
    }

    @AfterEach
    void free() {
        database.close();
    }

    @Test
    void recordsWhatHasFinishedWithItsMeasurements() throws InterruptedException {
        Member member = finished(MadeRun.de());

        Recorder recorder = recorder(member);
        recorder.finished(member, RunState.SUCCEEDED);
        recorder.finish();

        assertThat(recorder.failures()).isEmpty();
        assertThat(database.runs(List.of(member.id())))
                .extracting(StoredRun::state)
                .containsExactly(RunState.SUCCEEDED);
        assertThat(database.measuredSets(member.id())).contains("mnist/test", "mnist/validation");
    }

    @Test
    void aSkippedRunIsRecordedIfItsRowsAreMissing() throws InterruptedException {
        Member member = finished(MadeRun.de());

        Recorder recorder = recorder(member);
        recorder.skipped(member, RunState.SUCCEEDED);
        recorder.finish();

        assertThat(database.measuredSets(member.id())).contains("mnist/test");
    }

    @Test
    void aSkippedRunThatIsKnownIsLeftAlone() throws Exception {
        Member member = finished(MadeRun.de());
        Recorder first = recorder(member);
        first.finished(member, RunState.SUCCEEDED);
        first.finish();
        Files.delete(RunFiles.of(home.runs(), member.id()).predictions("mnist/test")); // evaluating again would fail

        Recorder second = recorder(member);
        second.skipped(member, RunState.SUCCEEDED);
        second.finish();

        assertThat(second.failures()).isEmpty();
    }

    @Test
    void aRunThatCannotBeRecordedIsNamedAndHoldsUpNoOther() throws Exception {
        Member broken = finished(MadeRun.de());
        Member whole = finished(MadeRun.sdde(0.1));
        Files.writeString(RunFiles.of(home.runs(), broken.id()).predictions("mnist/test"), "no archive");

        Recorder recorder = recorder(broken, whole);
        recorder.finished(broken, RunState.SUCCEEDED);
        recorder.finished(whole, RunState.SUCCEEDED);
        recorder.finish();

        assertThat(recorder.failures()).containsOnlyKeys(broken);
        assertThat(database.measuredSets(whole.id())).contains("mnist/test");
    }

    @Test
    void whatHasNotBegunWhenItIsClosedIsLeftForTheNextStart() throws InterruptedException {
        Member first = finished(MadeRun.de());
        Member second = finished(MadeRun.sdde(0.1));
        Recorder recorder = recorder(first, second);
        Thread closing = new Thread(recorder::close);

        synchronized (database) { // nothing can be written meanwhile
            recorder.finished(first, RunState.SUCCEEDED);
            recorder.finished(second, RunState.SUCCEEDED);
            closing.start();
            for (int i = 0; i < 1000 && closing.getState() != Thread.State.TIMED_WAITING; i++) {
                Thread.sleep(10);
            }
        }
        closing.join(60_000);

        assertThat(recorder.failures()).isEmpty();
        assertThat(database.runs(List.of(second.id())))
                .extracting(StoredRun::state)
                .containsExactly(RunState.PLANNED);
    }

    private Member finished(MadeRun made) {
        Member member = made.cosines(0.1f).in(home);
        RunFiles files = RunFiles.of(home.runs(), member.id());
        Provenance provenance = new Provenance("unknown", "17", "unknown", "Linux", new TreeMap<>());
        Json.write(files.run(), FrozenRun.of(member.spec(), provenance));
        return member;
    }

    private Recorder recorder(Member... members) {
        FrozenPlan plan = new FrozenPlan("a", "", 1, List.of(members), members.length, 0, List.of(), "");
        database.recordPlan(plan);
        return new Recorder(home, database, Tracker.OFF);
    }
}
