package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.EventLog;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.store.Database;
import sdde.store.Folders;

/** {@code doctor}, {@code backup}, {@code export}, {@code sql --write}. */
class ResultsCommandsTest {
    private static final RunSpec SPEC = Folders.sdde(0.005, 1);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private RunFiles run;

    @BeforeEach
    void record() {
        Home home = new Home(folder);
        run = Folders.succeeded(home, SPEC);
        Folders.write(home, Folders.plan("first", SPEC));
        try (Database database = Database.open(home)) {
            database.recordPlan(Folders.plan("first", SPEC));
            database.recordRun(run);
            database.recordMeasurements(SPEC.id(), Folders.measurements(0.9));
        }
    }

    private int sweep(String... arguments) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(
                arguments, new Program(folder, folder, "unknown", Map.of()), new Console(stream, stream, 0, false));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theDoctorSeesThatTheResultsAreAsTheyWereWritten() {
        sweep("doctor");

        assertThat(out())
                .contains("ok    database         1 runs, as their folders say")
                .contains("ok    files            3 files of runs, content compared")
                .contains("ok    outbox           nothing waits for MLflow");
    }

    @Test
    void theDoctorFindsWhatIsWrongAndSaysHowToMendIt() throws IOException {
        Files.writeString(run.weights(), "WEIGHTS of " + SPEC.id()); // as long as before
        RunFiles dead = Folders.succeeded(new Home(folder), Folders.de(1));
        Files.delete(dead.result());
        new EventLog(dead.events()).append(RunEvent.of(9_000, "state", Map.of("state", "RUNNING", "attempt", 3)));
        try (Database database = Database.open(new Home(folder))) {
            database.enqueue("first", "x", 1);
            database.query("UPDATE run SET state = 'FAILED'");
        }

        assertThat(sweep("doctor")).isEqualTo(1);
        assertThat(out())
                .contains(
                        "wrong files            " + run.weights() + " has other content than was written\n      fix: ")
                .contains("wrong leases           1 runs were left unfinished by a dead program: "
                        + Folders.de(1).id() + "\n      fix: start the sweep again, it goes on: run-sweep FILE")
                .contains(
                        "wrong database         " + SPEC.id() + " is SUCCEEDED, the database says FAILED\n      fix: ")
                .contains(
                        "wrong outbox           not sent to MLflow yet: 1 of sweep 'first'\n      fix: sweep sync --all");
        assertThat(sweep("doctor", "--quick")).isEqualTo(1);
        assertThat(out()).contains("ok    files            3 files of runs, lengths compared");
    }

    @Test
    void aBackupCanTakeThePlaceOfTheDatabase() throws IOException {
        assertThat(sweep("backup", "copy.zip")).isZero();
        assertThat(out()).contains("backed up 27 rows: copy.zip; to go back: unzip it in the home folder");
        Files.delete(folder.resolve("results.db.mv.db"));
        try (var zip = new java.util.zip.ZipInputStream(Files.newInputStream(folder.resolve("copy.zip")))) {
            Files.copy(zip, folder.resolve(zip.getNextEntry().getName()));
        }

        assertThat(sweep("sql", "--csv", "select count(*) from measurement")).isZero();
        assertThat(out()).endsWith("\n4\n");
        assertThat(sweep("backup", "copy.zip")).isEqualTo(2);
        assertThat(out()).contains("is there already; name another file");
    }

    @Test
    void allTablesAreExported() throws IOException, SQLException {
        assertThat(sweep("export", "tables")).isZero();
        assertThat(Files.readString(folder.resolve("tables/measurement.csv")))
                .startsWith("run_id,eval_set,aggregator,temperature,metric,score\n")
                .contains(SPEC.id() + ",mnist/test,-,none,accuracy,0.9\n")
                .contains(SPEC.id() + ",mnist/test,-,mean-logits,ece,\n");
        assertThat(Files.readString(folder.resolve("tables/run.csv"))).contains("\"{\"\"dataset\"\"");

        assertThat(sweep("export", "all.sqlite")).isZero();
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("all.sqlite"));
                Statement statement = sqlite.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*), SUM(score) FROM measurement")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(4);
            assertThat(rows.getDouble(2)).isEqualTo(0.9 + 0.25 + 0.97);
        }
    }

    @Test
    void aQueryWritesOnlyWhenItIsAsked() {
        assertThat(sweep("sql", "delete from measurement")).isEqualTo(2);
        assertThat(out()).contains("read-only without --write").contains("got 'delete'");

        assertThat(sweep("sql", "--write", "--csv", "delete from measurement")).isZero();
        assertThat(out()).endsWith("\n4\n");
    }
}
