package sdde.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdde.config.Tracking;
import sdde.run.EventLog;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.store.Folders;
import sdde.track.FakeMlflow.Mood;

/** Servers that misbehave, and one that behaves; a real one is in src/e2e/60-mlflow.sh. */
class TrackerTest extends TrackedHome {
    @Test
    void everythingIsThereOnceAlsoAfterASecondSending() {
        Delivery first = send(server.address(), LITTLE);
        assertThat(first.summary()).startsWith("3 made, 0 mended, 0 there already; 14 numbers");
        assertThat(first.link()).hasValueSatisfying(link -> assertThat(link).contains("/#/experiments/1/runs/run"));
        assertAllIsThereOnce();

        Delivery second = send(server.address(), LITTLE);

        assertThat(second.summary()).isEqualTo("0 made, 0 mended, 3 there already; 0 numbers and 0 files sent");
        assertAllIsThereOnce();
        assertThat(printed.size()).isZero();
    }

    /** Every fourth request goes wrong, whatever it is, until the server has been asked thirty times. */
    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY", "BROKEN", "BUSY", "PAGE", "HALF", "WRONG"})
    void aServerThatIsMadNowAndThenGetsEverythingOnce(Mood mad) {
        server.mood = number -> number % 4 == 3 && number < 30 ? mad : Mood.SANE;

        Delivery delivery = send(server.address(), LITTLE);

        assertThat(delivery.left()).isZero();
        assertAllIsThereOnce();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("works again");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "LATE"})
    void aServerWhoseAnswersDoNotComeGetsEverythingOnce(Mood mad) {
        // LATE also carries out what it does not answer: a run that was made need not be made again
        server.mood = number -> number == 3 || number == 5 || number == 11 ? mad : Mood.SANE;

        Delivery delivery = send(server.address(), LITTLE);

        assertThat(delivery.left()).isZero();
        assertAllIsThereOnce();
    }

    @Test
    void aRunThatWasMadeTwiceIsThereOnce() {
        send(server.address(), LITTLE);
        ObjectNode twin = server.run("run2").deepCopy();
        ((ObjectNode) twin.get("info")).put("run_id", "twin");
        server.runs.put("twin", twin);

        send(server.address(), LITTLE);

        assertAllIsThereOnce();
    }

    @Test
    void aDeletedRunAndOtherNumbersAreMended() {
        send(server.address(), LITTLE);
        ((ObjectNode) server.run("run2").get("info")).put("lifecycle_stage", "deleted");
        send(server.address(), LITTLE);
        assertAllIsThereOnce();
        database.recordMeasurements(GOOD.id(), Folders.measurements(0.8));

        send(server.address(), LITTLE);

        JsonNode good = run(GOOD.id().hex());
        assertThat(good.path("history").toString()).contains("\"value\":0.8}").doesNotContain("\"value\":0.9}");
        assertThat(active()).hasSize(3);
    }

    @Test
    void aRunThatIsTrainedIsRunningAndOneWhoseTrainerDiedIsKilled() {
        RunFiles files = RunFiles.of(home.runs(), BAD.id());
        files.result().toFile().delete();
        new EventLog(files.events()).append(RunEvent.of(4_000, "state", Map.of("state", "RUNNING", "attempt", 2)));
        Tracker live = Tracker.of(
                new Tracking(server.address(), null, List.of()), Map.of(), lines, PLAN, true, home, database, LITTLE);
        live.changed(BAD.id());
        live.close(Duration.ofSeconds(10));
        assertThat(run(BAD.id().hex()).path("info").path("status").asText()).isEqualTo("RUNNING");

        send(server.address(), LITTLE);

        assertThat(run(BAD.id().hex()).path("info").path("status").asText()).isEqualTo("KILLED");
    }

    @Test
    void aServerThatIsNotThereCostsOneLineAndLeavesTheOutboxFull() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }

        Delivery delivery = send("http://127.0.0.1:" + unused, NONE);

        assertThat(delivery.left()).isEqualTo(3);
        assertThat(delivery.problem()).contains("connection refused");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "mlflow: http://127.0.0.1:" + unused + ": connection refused; training and"
                                + " results are unaffected; trying again; what is left at the end: sweep sync first\n");
        assertThat(send(server.address(), LITTLE).left()).isZero();
        assertAllIsThereOnce();
    }

    @Test
    void refusedCredentialsAreSaidOnceWithoutThem() throws IOException {
        server.mood = number -> Mood.REFUSING;

        Delivery delivery = send(server.address().replace("http://", "http://admin:geheim@"), LITTLE);

        assertThat(delivery.left()).isEqualTo(3);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("user, password or token refused (HTTP 401); see MLFLOW_TRACKING_USERNAME")
                .doesNotContain("geheim")
                .hasLineCount(1);
        assertThat(database.query("SELECT * FROM outbox").toString()).doesNotContain("geheim");
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("geheim");
            }
        }
    }

    @Test
    void everyCallSaysWhoItIsFrom() {
        Map<String, String> environment = Map.of(
                "MLFLOW_TRACKING_URI",
                server.address(),
                "MLFLOW_TRACKING_USERNAME",
                "admin",
                "MLFLOW_TRACKING_PASSWORD",
                "geheim");

        send(tracker(environment, LITTLE));

        assertThat(server.authorizations).containsExactly("Basic YWRtaW46Z2VoZWlt");
    }

    @Test
    void aTokenIsSentWithEveryCall() {
        send(tracker(Map.of("MLFLOW_TRACKING_URI", server.address(), "MLFLOW_TRACKING_TOKEN", "geheim"), LITTLE));

        assertThat(server.authorizations).containsExactly("Bearer geheim");
        assertAllIsThereOnce();
    }

    @Test
    void aServerBehindAPathWithACertificateOfItsOwnIsReached() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path pem = folder.resolve("authority.pem");
        keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1", "-keystore", keys);
        keytool("-exportcert", "-rfc", "-file", pem, "-keystore", keys);
        KeyStore store = KeyStore.getInstance(keys.toFile(), "geheim".toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "geheim".toCharArray());
        SSLContext secure = SSLContext.getInstance("TLS");
        secure.init(factory.getKeyManagers(), null, null);
        server.close();
        server = new FakeMlflow("/team/mlflow", secure);

        Delivery distrusted = send(server.address(), NONE);
        assertThat(distrusted.problem())
                .contains("its certificate is not trusted; name your authority's certificate in"
                        + " MLFLOW_TRACKING_SERVER_CERT_PATH");

        Delivery trusted = send(tracker(
                Map.of(
                        "MLFLOW_TRACKING_URI",
                        server.address() + "/",
                        "MLFLOW_TRACKING_SERVER_CERT_PATH",
                        pem.toString()),
                LITTLE));
        assertThat(trusted.left()).isZero();
        assertAllIsThereOnce();
    }

    private static void keytool(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-alias", "a", "-storepass", "geheim", "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void closingWaitsNoLongerThanItIsTold() {
        server.mood = number -> Mood.SILENT;
        Patience endless =
                new Patience(Duration.ofSeconds(50), Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofHours(1));
        Tracker tracker = tracker(server.address(), endless);
        tracker.changed(GOOD.id());
        long before = System.nanoTime();

        Delivery delivery = tracker.close(Duration.ofSeconds(1));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(delivery.left()).isEqualTo(1);
    }

    @Test
    void withoutAnAddressNothingHappens() {
        Tracker tracker = Tracker.of(Tracking.NONE, Map.of(), lines, PLAN, true, home, database);

        tracker.changed(GOOD.id());

        assertThat(tracker.isOn()).isFalse();
        assertThat(tracker.close(Duration.ofSeconds(1))).isEqualTo(Delivery.NOTHING);
        assertThat(database.outbox("first")).isEmpty();
        assertThat(printed.size()).isZero();
    }

    @Test
    void anAddressThatIsNoServerSwitchesTheMirrorOffWithoutRepeatingIt() {
        Tracker tracker = tracker("sqlite://u:geheim@x/y", LITTLE);

        assertThat(tracker.isOn()).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("mlflow: off: the tracking address is no http or https address of a"
                        + " server; results are unaffected\n");
    }

    @Test
    void twoSendersOfOneHomeDoNotMeet() {
        SenderLock held = SenderLock.take(home).orElseThrow();
        Delivery waiting = send(server.address(), NONE);
        held.close();

        assertThat(waiting.problem()).contains("another program is sending from this home");
        assertThat(server.requests).hasValue(0);
        assertThat(new TreeSet<>(database.outbox("first").stream()
                        .map(item -> item.item())
                        .toList()))
                .hasSize(3);
    }

    @Test
    void pausesGrowWithoutMeeting() {
        Patience usual = Patience.USUAL;
        assertThat(usual.after(1, 0)).isEqualTo(Duration.ofMillis(250));
        assertThat(usual.after(3, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(usual.after(99, 1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Optional.of(usual.after(99, 0))).contains(Duration.ofSeconds(15));
    }
}
