package sdde.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.store.Folders;

/** Servers that misbehave. One that behaves is in src/e2e/mlflow. */
@Timeout(60)
class TrackerTest {
    private static final RunSpec SPEC = Folders.sdde(0.005, 3);
    private static final FrozenPlan PLAN = Folders.plan("first", SPEC);
    private static final Patience LITTLE = new Patience(Duration.ofSeconds(4), 2, Duration.ofMillis(10));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream lines = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer http;

    @BeforeEach
    void listen() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        http.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(int status, String body) {
        http.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private Tracker.Delivery sendTwice(String address) {
        RunFiles run = Folders.succeeded(new Home(folder), SPEC);
        Tracker tracker = new Tracker(Server.of(address, Map.of()), lines, LITTLE);
        long before = System.nanoTime();
        tracker.runFinished(PLAN, run, Folders.measurements(0.9));
        tracker.runFinished(PLAN, run, Folders.measurements(0.9));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("the scheduler does not wait")
                .isLessThan(Duration.ofMillis(500));
        return tracker.close(Duration.ofSeconds(30));
    }

    private void assertOneLine(String reason) {
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("mlflow: http://127\\.0\\.0\\.1:\\d+: " + reason
                        + "; training and results are unaffected; send later with: sweep sync first\\R");
    }

    @Test
    void aServerThatIsNotThereCostsOneLine() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }

        Tracker.Delivery delivery = sendTwice("http://127.0.0.1:" + unused);

        assertThat(delivery).isEqualTo(new Tracker.Delivery(0, 2, Optional.of("connection refused")));
        assertOneLine("connection refused");
    }

    @Test
    void aServerThatFailsCostsOneLine() {
        answer(500, "<html>boom</html>");

        assertThat(sendTwice(address()).problem()).contains("HTTP 500");
        assertOneLine("HTTP 500");
    }

    @Test
    void aServerThatHasEnoughOfUsCostsOneLineAndDoesNotHangUs() {
        answer(429, "{}");

        assertThat(sendTwice(address()).left()).isEqualTo(2);
        assertOneLine("(no answer within 4 s|HTTP 429)");
    }

    @Test
    void aServerThatNeverAnswersCostsOneLine() {
        http.createContext("/", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(sendTwice(address()).problem()).contains("no answer within 4 s");
        assertOneLine("no answer within 4 s");
    }

    @Test
    void aPageOfHtmlIsNotTakenForSuccess() {
        answer(200, "<html>please log in</html>");

        assertThat(sendTwice(address()).sent()).isZero();
        assertOneLine("an answer that is not MLflow's");
    }

    @Test
    void refusedCredentialsAreSaidOnceWithoutThem() {
        answer(401, "who is admin:geheim?");

        Tracker.Delivery delivery = sendTwice(address().replace("http://", "http://admin:geheim@"));

        assertThat(delivery.sent()).isZero();
        assertOneLine("user, password or token refused \\(HTTP 401\\); see MLFLOW_TRACKING_USERNAME,"
                + " MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN");
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("geheim");
    }

    @Test
    void closingWaitsNoLongerThanItIsTold() {
        http.createContext("/", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Patience endless = new Patience(Duration.ofSeconds(50), 9, Duration.ofSeconds(9));
        Tracker tracker = new Tracker(Server.of(address(), Map.of()), lines, endless);
        tracker.runFinished(PLAN, Folders.succeeded(new Home(folder), SPEC), List.of());
        long before = System.nanoTime();

        Tracker.Delivery delivery = tracker.close(Duration.ofSeconds(1));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(delivery).isEqualTo(new Tracker.Delivery(0, 1, Optional.of("not everything was sent within 1 s")));
        assertOneLine("not everything was sent within 1 s");
    }

    @Test
    void withoutAnAddressNothingHappens() {
        Tracker tracker = Tracker.of(Optional.empty(), Map.of(), lines);

        tracker.runFinished(PLAN, Folders.succeeded(new Home(folder), SPEC), List.of());

        assertThat(tracker.isOn()).isFalse();
        assertThat(tracker.close(Duration.ofSeconds(1))).isEqualTo(new Tracker.Delivery(0, 0, Optional.empty()));
        assertThat(printed.size()).isZero();
    }

    @Test
    void theEnvironmentWinsOverTheSweepFile() {
        answer(500, "");
        Tracker tracker = Tracker.of(Optional.of("file:/ignored"), Map.of("MLFLOW_TRACKING_URI", address()), lines);

        assertThat(tracker.isOn()).isTrue();
        assertThat(tracker.close(Duration.ofSeconds(5)).problem()).isEmpty();
    }

    @Test
    void anAddressThatIsNoServerSwitchesTheMirrorOffWithoutRepeatingIt() {
        Tracker tracker = Tracker.of(Optional.of("sqlite://u:geheim@x/y"), Map.of(), lines);

        assertThat(tracker.isOn()).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("mlflow: off: the tracking address is no http or https address of a"
                        + " server; results are unaffected\n");
    }
}
