package sdde.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.evaluate.Measurement;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunSpec;

/** The database as a real file: versions, damage, a second process, a killed one. */
class DatabaseFileTest {
    private static final RunSpec DE = Folders.de(1);

    @TempDir
    Path folder;

    private Home home() {
        return new Home(folder);
    }

    private Path file() {
        return folder.resolve("results.db.mv.db");
    }

    @Test
    void rowsAreThereAfterClosingAndTheFileHasThePromisedName() {
        try (Database database = Database.open(home())) {
            database.recordPlan(Folders.plan("first", DE));
        }

        assertThat(file()).exists();
        try (Database database = Database.open(home())) {
            assertThat(database.counts()).containsEntry("run", 1L);
        }
    }

    @Test
    void aWriterGoesOnWhenTheDatabaseIsClosedUnderIt() {
        try (Database database = Database.open(home())) {
            assertThatThrownBy(() -> database.query("SHUTDOWN")).hasMessageContaining("database is already closed");

            database.recordPlan(Folders.plan("first", DE));

            assertThat(database.counts()).containsEntry("run", 1L);
        }
    }

    /** Without compaction this file has 150 MB during the sweep and after it. */
    @Test
    void theFileStaysInProportionToItsRows() {
        RunSpec[] runs = IntStream.rangeClosed(1, 24).mapToObj(Folders::de).toArray(RunSpec[]::new);
        long largest = 0;
        try (Database database = Database.open(home())) {
            database.recordPlan(Folders.plan("first", runs));
            for (RunSpec run : runs) {
                database.recordMeasurements(run.id(), many());
                largest = Math.max(largest, file().toFile().length());
            }
        }

        assertThat(largest).isBetween(30L << 20, 90L << 20);
        assertThat(file().toFile().length()).isLessThan(20L << 20);
        try (Database reader = Database.readOnly(home())) {
            assertThat(reader.counts()).containsEntry("measurement", 24L * many().size());
        }
    }

    @Test
    void theFileIsNotClosedUnderAReader() throws Exception {
        RunSpec[] runs = IntStream.rangeClosed(1, 24).mapToObj(Folders::de).toArray(RunSpec[]::new);
        try (Database database = Database.open(home());
                Connection reader = Connections.reader(Address.of(home(), Map.of()))) {
            database.recordPlan(Folders.plan("first", runs));
            for (RunSpec run : runs) {
                database.recordMeasurements(run.id(), many());
            }

            assertThat(file().toFile().length()).isGreaterThan(90L << 20);
            assertThat(reader.isValid(1)).isTrue();
        }
    }

    /** As many as a run has on five sets. */
    private static List<Measurement> many() {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            measurements.add(new Measurement(
                    "set-" + i % 5, "aggregator-" + i / 5 % 20, "none", "a-metric-of-some-length-" + i / 100, i));
        }
        return measurements;
    }

    @Test
    void readersCannotWrite() {
        try (Database database = Database.open(home())) {
            database.recordPlan(Folders.plan("first", DE));
        }

        try (Database reader = Database.readOnly(home())) {
            assertThat(reader.counts()).containsEntry("run", 1L);
            assertThatThrownBy(() -> reader.query("DELETE FROM sweep_run"))
                    .isInstanceOf(UserError.class)
                    .hasMessage("sql: not enough rights for object \"PUBLIC.SWEEP_RUN\"");
        }
        assertThat(folder.resolve("results.db.trace.db")).doesNotExist();
    }

    @Test
    void aReaderWhoChangesItsPasswordLocksNobodyOut() {
        Database.open(home()).close();
        try (Database reader = Database.readOnly(home())) {
            reader.query("SET PASSWORD 'x'");
        }

        try (Database reader = Database.readOnly(home())) {
            assertThat(reader.counts()).containsEntry("run", 0L);
        }
    }

    @Test
    void aMissingDatabaseIsMadeBySweepRebuild() {
        assertThatThrownBy(() -> Database.readOnly(home()))
                .isInstanceOf(UserError.class)
                .hasMessage("no results database at %s; make it from the run folders: sweep rebuild", file());
        assertThat(file()).doesNotExist();
    }

    @Test
    void aPageThatCannotBeReadIsToldFromOtherErrors() throws IOException {
        Folders.succeeded(home(), DE);
        List<Measurement> many = java.util.stream.IntStream.range(0, 20_000)
                .mapToObj(i -> new Measurement("mnist/test", "-", "none", "metric " + i, 0.5))
                .toList();
        try (Database database = Database.open(home())) {
            database.recordPlan(Folders.plan("first", DE));
            database.recordRun(RunFiles.of(home().runs(), DE.id()));
            database.recordMeasurements(DE.id(), many);
        }
        byte[] bytes = Files.readAllBytes(file());

        List<Throwable> thrown = new ArrayList<>();
        for (int tenth = 1; tenth < 10; tenth++) { // where which page lies differs from one writing to the next
            byte[] damaged = bytes.clone();
            int from = bytes.length / 10 * tenth;
            Arrays.fill(damaged, from, Math.min(from + 20_000, bytes.length), (byte) 7);
            Files.write(file(), damaged);
            try (Database database = Database.readOnly(home())) {
                Optional.ofNullable(catchThrowable(() -> database.measurements(List.of(DE.id()))))
                        .ifPresent(thrown::add);
                assertThatThrownBy(() -> database.query("SELECT nothing"))
                        .satisfies(other -> assertThat(Database.damage(other)).isEmpty());
            } catch (UserError e) {
                assertThat(e).hasMessageContaining("results.db"); // it does not even open
            }
        }

        assertThat(thrown)
                .anySatisfy(error -> assertThat(Database.damage(error)).isPresent());
    }

    @Test
    void aServerHasNoFileThatCouldBeMissing() {
        assertThat(Database.isMissing(home())).isTrue();
        assertThat(Database.isMissing(Address.of(home(), Map.of(Address.VARIABLE, "jdbc:postgresql://host/results"))))
                .isFalse();

        Database.open(home()).close();

        assertThat(Database.isMissing(home())).isFalse();
    }

    @Test
    void anEmptyFileIsNoDatabaseOfOurs() throws IOException {
        Files.createFile(file());

        assertThatThrownBy(() -> Database.readOnly(home()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "results database %s cannot be used: the file is empty;"
                                + " make it anew from the run folders: sweep rebuild",
                        file());
    }

    @Test
    void aDamagedFileSaysSoAndHowToMendIt() throws IOException {
        Files.writeString(file(), "this is no database\n".repeat(1000));

        assertThatThrownBy(() -> Database.open(home()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("results database %s cannot be used: ".formatted(file()))
                .hasMessageEndingWith("; make it anew from the run folders: sweep rebuild");
    }

    @Test
    void tablesOfANewerProgramAreLeftAlone() {
        try (Database database = Database.open(home())) {
            database.query("UPDATE \"flyway_schema_history\" SET \"version\" = '99' WHERE \"version\" = '2'");
        }

        assertThatThrownBy(() -> Database.open(home()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "results database %s has tables of version 99, made by a newer program; this one knows 3;"
                                + " use the newer program",
                        file());
    }

    @Test
    void rebuildGivesEqualRows() {
        RunSpec saliency = Folders.sdde(0.005, 1);
        Folders.write(home(), Folders.plan("first", DE, saliency));
        Folders.succeeded(home(), DE);
        Folders.diverged(home(), saliency);
        Evaluation evaluation = (run, sets) -> sets.stream()
                .map(set -> new Measurement(set.name(), "-", "none", "accuracy", 0.1 + 0.2))
                .toList();
        List<Table> before;
        try (Database database = Database.open(home())) {
            database.recordPlan(Folders.plan("first", DE, saliency));
            database.record(RunFiles.of(home().runs(), DE.id()), Folders.SETS, evaluation);
            database.record(RunFiles.of(home().runs(), saliency.id()), Folders.SETS, evaluation);
            before = everything(database);
            assertThat(database.counts().values()).doesNotContain(0L);
        }

        Rebuild.Summary summary = Rebuild.run(home(), evaluation);

        assertThat(summary).isEqualTo(new Rebuild.Summary(1, 2, List.of()));
        try (Database database = Database.readOnly(home())) {
            assertThat(everything(database)).isEqualTo(before);
        }
        assertThat(folder.resolve("results.db.rebuild.mv.db")).doesNotExist();
    }

    @Test
    void rebuildMendsADamagedDatabaseAndNamesWhatItCouldNotRead() throws IOException {
        Files.writeString(file(), "this is no database\n".repeat(1000));
        Folders.succeeded(home(), DE);
        Path broken = home().runs().resolve("0123456789abcdef");
        Files.createDirectories(broken);

        Rebuild.Summary summary = Rebuild.run(home(), (run, sets) -> List.of());

        assertThat(summary.runs()).isEqualTo(1);
        assertThat(summary.skipped()).singleElement().asString().startsWith(broken + ": cannot read ");
        try (Database database = Database.readOnly(home())) {
            assertThat(database.counts()).containsEntry("run", 1L);
        }
    }

    @Test
    @Timeout(120)
    void killingTheWriterLosesNothingThatWasCommitted() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int committed = 0;
        try (BufferedReader said =
                new BufferedReader(new java.io.InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (committed < 300) {
                committed = Integer.parseInt(said.readLine());
            }
            assertReadableMeanwhile();
            writer.toHandle().destroyForcibly(); // unlike Process, leaves what it has said readable
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                committed = Integer.parseInt(line);
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (Database database = Database.open(home())) {
            assertThat(database.counts().get("measurement")).isGreaterThanOrEqualTo((long) committed);
            assertThat(database.query("SELECT MAX(score) FROM measurement WHERE score < " + committed)
                            .rows())
                    .containsExactly(List.of(committed - 1.0));
        }
    }

    private void assertReadableMeanwhile() throws IOException {
        try (Database reader = Database.readOnly(home())) {
            assertThat(reader.counts().get("measurement")).isGreaterThanOrEqualTo(300);
        }
        assertOnLoopbackOnly();
        assertThatThrownBy(() -> Rebuild.run(home(), (run, sets) -> List.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("results database %s is in use by another program; close that one first", file());
    }

    /** Of the port that the lock file names, on every address of this machine. */
    private void assertOnLoopbackOnly() throws IOException {
        String lock = Files.readString(folder.resolve("results.db.lock.db"));
        int port = Integer.parseInt(lock.replaceAll("(?s).*server=[^\\n]*:([0-9]+)\\n.*", "$1"));
        assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThat(answers(address, port)).as("%s", address).isFalse();
                }
            }
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Table> everything(Database database) {
        return List.of(
                database.query("SELECT * FROM sweep"),
                database.query("SELECT * FROM run ORDER BY run_id"),
                database.query("SELECT * FROM sweep_run ORDER BY place"),
                database.query("SELECT * FROM sweep_eval_set ORDER BY run_id, eval_set"),
                database.query("SELECT * FROM attempt ORDER BY run_id, attempt"),
                database.query("SELECT * FROM epoch_metric ORDER BY run_id, epoch, metric"),
                database.query("SELECT * FROM measurement ORDER BY run_id, eval_set, metric"),
                database.query("SELECT * FROM artifact ORDER BY run_id, path"),
                database.query("SELECT * FROM provenance ORDER BY run_id, attempt, name"));
    }
}
