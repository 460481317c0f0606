package sdde.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.evaluate.Measurement;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunSpec;

/** A database that is an older state of itself, as one is that was cut off. */
class GapsTest {
    private static final RunSpec EARLY = Folders.de(1);
    private static final RunSpec LATE = Folders.de(2);
    private static final RunSpec DIVERGED = Folders.sdde(0.1, 1);
    private static final Evaluation ACCURACY = (run, sets) -> sets.stream()
            .map(set -> new Measurement(set.name(), "-", "none", "accuracy", 0.9))
            .toList();

    @TempDir
    Path folder;

    private Home home;
    private Path file;

    @BeforeEach
    void openHome() {
        home = new Home(folder);
        file = folder.resolve("results.db.mv.db");
    }

    private void runs(FrozenPlan plan, RunSpec... specs) {
        Folders.write(home, plan);
        try (Database database = Database.open(home)) {
            database.recordPlan(plan);
            for (RunSpec spec : specs) {
                database.record(RunFiles.of(home.runs(), spec.id()), Folders.SETS, ACCURACY);
            }
        }
    }

    /** Two sweeps, of which an older copy of the database knows the first. @return the whole database's rows */
    private List<Table> forgetTheSecondSweep() throws IOException {
        Folders.succeeded(home, EARLY);
        runs(Folders.plan("first", EARLY), EARLY);
        Path older = Files.copy(file, folder.resolve("older"));
        Folders.succeeded(home, LATE);
        Folders.diverged(home, DIVERGED);
        runs(Folders.plan("second", LATE, DIVERGED), LATE, DIVERGED);
        List<Table> all = rows();
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
        return all;
    }

    private List<Table> rows() {
        try (Database database = Database.readOnly(home)) {
            return List.of(
                    database.query("SELECT * FROM sweep ORDER BY sweep"),
                    database.query("SELECT * FROM run ORDER BY run_id"),
                    database.query("SELECT * FROM sweep_run ORDER BY sweep, place"),
                    database.query("SELECT * FROM sweep_eval_set ORDER BY sweep, run_id, eval_set"),
                    database.query("SELECT * FROM attempt ORDER BY run_id, attempt"),
                    database.query("SELECT * FROM epoch_metric ORDER BY run_id, epoch, metric"),
                    database.query("SELECT * FROM measurement ORDER BY run_id, eval_set, metric"),
                    database.query("SELECT * FROM artifact ORDER BY run_id, path"),
                    database.query("SELECT * FROM provenance ORDER BY run_id, attempt, name"));
        }
    }

    private Rebuild.Summary fill(Set<RunSpec> besides) {
        try (Database database = Database.open(home)) {
            return Gaps.fill(
                    home,
                    database,
                    besides.stream().map(RunSpec::id).collect(java.util.stream.Collectors.toSet()),
                    ACCURACY);
        }
    }

    private int count() {
        try (Database database = Database.readOnly(home)) {
            return Gaps.count(home, database);
        }
    }

    @Test
    void whatAnOlderStateLacksIsReadAgainWithEqualRows() throws IOException {
        List<Table> all = forgetTheSecondSweep();
        assertThat(rows()).isNotEqualTo(all);
        assertThat(count()).isEqualTo(3);

        assertThat(fill(Set.of())).isEqualTo(new Rebuild.Summary(1, 2, List.of()));

        assertThat(rows()).isEqualTo(all);
        assertThat(count()).isZero();
        assertThat(fill(Set.of())).isEqualTo(new Rebuild.Summary(0, 0, List.of()));
    }

    @Test
    void leavesTheRunsOfWhoeverRecordsThemHimself() throws IOException {
        forgetTheSecondSweep();

        assertThat(fill(Set.of(LATE))).isEqualTo(new Rebuild.Summary(1, 1, List.of()));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void readsTheNumbersOfARunThatHasLostOnlyThose() {
        Folders.succeeded(home, EARLY);
        runs(Folders.plan("first", EARLY), EARLY);
        List<Table> all = rows();
        try (Database database = Database.open(home)) {
            database.query("DELETE FROM measurement");
        }

        assertThat(fill(Set.of())).isEqualTo(new Rebuild.Summary(0, 1, List.of()));
        assertThat(rows()).isEqualTo(all);
    }

    @Test
    void aRunWithoutPredictionsOrWithoutAnEndIsNoGap() throws IOException {
        RunFiles files = Folders.succeeded(home, EARLY);
        Folders.started(home, LATE);
        runs(Folders.plan("first", EARLY, LATE), EARLY);
        try (Database database = Database.open(home)) {
            database.query("DELETE FROM measurement");
        }
        Files.delete(files.predictions("mnist/test"));

        assertThat(count()).isZero();
    }

    @Test
    void runsThatWereCopiedInAreRead() {
        runs(Folders.plan("first", EARLY));
        Folders.succeeded(home, LATE);

        assertThat(fill(Set.of())).isEqualTo(new Rebuild.Summary(0, 1, List.of()));
        try (Database database = Database.readOnly(home)) {
            assertThat(database.runs(List.of(LATE.id()))).hasSize(1);
            assertThat(database.measuredSets(LATE.id())).isEmpty(); // as a rebuild: no plan says on which sets
        }
    }

    @Test
    void namesWhatItCouldNotRead() throws IOException {
        runs(Folders.plan("first", EARLY));
        RunFiles broken = Folders.succeeded(home, LATE);
        Files.writeString(broken.run(), "{");

        assertThat(fill(Set.of()).skipped()).singleElement().asString().startsWith(broken.folder() + ": cannot read ");
    }
}
