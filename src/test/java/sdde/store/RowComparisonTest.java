package sdde.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.Home;
import sdde.run.RunSpec;

class RowComparisonTest {
    private static final RunSpec SPEC = Folders.sdde(0.005, 1);
    private static final String ID = SPEC.id().hex();

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void record() {
        home = new Home(folder);
        Folders.write(home, Folders.plan("first", SPEC));
        Folders.succeeded(home, SPEC);
        Rebuild.run(home, (run, sets) -> Folders.measurements(0.9));
    }

    @Test
    void whatARebuildMadeIsRight() {
        assertThat(differences("SELECT 1")).isEmpty();
    }

    @Test
    void aPlantedNumberIsFound() {
        assertThat(differences("UPDATE measurement SET score = 0.91 WHERE metric = 'accuracy'"))
                .containsExactly(
                        "measurement %s mnist/test - none accuracy has score 0.91, should have 0.9".formatted(ID));
    }

    @Test
    void aPlantedRowIsFound() {
        assertThat(differences("INSERT INTO measurement VALUES ('%s', 'mnist/test', 'minmax', 'none', 'auroc', 1)"
                        .formatted(ID)))
                .containsExactly("measurement %s mnist/test minmax none auroc is in no run folder".formatted(ID));
    }

    @Test
    void aLostRowIsFound() {
        assertThat(differences("DELETE FROM epoch_metric WHERE epoch = 2 AND metric = 'train/loss'"))
                .containsExactly("epoch_metric %s 2 train/loss is missing".formatted(ID));
    }

    @Test
    void aChangedSettingIsFound() {
        assertThat(differences("UPDATE run SET seed = 2"))
                .containsExactly("run %s has seed 2, should have 1".formatted(ID));
    }

    @Test
    void anotherMachinesLastDigitIsNoDifference() {
        assertThat(differences("UPDATE measurement SET score = 0.9000000001 WHERE metric = 'accuracy'"))
                .isEmpty();
    }

    private List<String> differences(String change) {
        try (Database database = Database.open(home)) {
            database.query(change);
            return RowComparison.differences(database, home, Set.of(ID), (run, sets) -> Folders.measurements(0.9));
        }
    }
}
