package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.data.files.DataFolder;

/** {@code sweep data} as a user types it; no test leaves this machine. */
@Timeout(60)
class DataCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void forgetsTheDataFolder() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    @Test
    void listsWhatThereIsAndHowItStands() {
        assertThat(run("data", "list")).isZero();

        assertThat(said())
                .contains("data folder: data\n")
                .containsPattern("mnist +digits, 10 classes, 28 × 28 grey +on board")
                .containsPattern("svhn +house numbers, .* +not there +246.3 MB +for non-commercial use +http://ufldl");
    }

    @Test
    void fetchesFromAMirrorAndRefusesAnotherFile() throws IOException {
        byte[] content =
                new byte[8_458_043]; // the size of notMNIST_small.tar.gz, for which nobody publishes a checksum
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/m/notMNIST_small.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.createContext("/m/train-images-idx3-ubyte.gz", exchange -> {
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write(new byte[3]);
            exchange.close();
        });
        server.start();
        String mirror = "http://127.0.0.1:" + server.getAddress().getPort() + "/m";
        try {
            assertThat(run("data", "fetch", "notmnist", "--mirror", mirror)).isZero();
            assertThat(said())
                    .contains("notMNIST_small.tar.gz: 100 % of 8.5 MB\n")
                    .contains(
                            "notmnist: there, not checked against a publisher, in data/notmnist; licence: not stated");
            assertThat(run("data", "fetch", "kmnist", "--mirror", mirror)).isEqualTo(Main.USER_ERROR);
            assertThat(said())
                    .contains("expected MD5 bdb82020997e1d708af4cf47b453dcf7 (torchvision); nothing of it was kept");
        } finally {
            server.stop(0);
        }
        assertThat(run("data", "verify")).isZero();
        assertThat(said()).contains("1 files are whole");
        Files.createDirectories(folder.resolve("data/kmnist"));
        Files.write(folder.resolve("data/kmnist/train-images-idx3-ubyte.gz.part"), new byte[5]);
        assertThat(run("data", "list")).isZero();
        assertThat(said()).containsPattern("kmnist +Kuzushiji letters, .* +incomplete +21.2 MB");
        Files.write(folder.resolve("data/notmnist/notMNIST_small.tar.gz"), new byte[5]);
        assertThat(run("data", "verify")).isEqualTo(Main.USER_ERROR);
        assertThat(said())
                .contains(
                        "is damaged: it has 5 bytes, had 8458043 when it came; mend it with 'bin/sweep data fetch notmnist'");
    }

    @Test
    void explainsWhatItDoesNotUnderstand() {
        assertThat(run("data")).isEqualTo(Main.USER_ERROR);
        assertThat(said()).contains("expected one of [check, fetch, import, list, verify], got nothing");
        assertThat(run("data", "fetch", "cifar-10")).isEqualTo(Main.USER_ERROR);
        assertThat(said()).contains("no published data set 'cifar-10'; did you mean 'cifar10'?");
        assertThat(run("data", "fetch", "svhn", "--mirror", "ftp://x")).isEqualTo(Main.USER_ERROR);
        assertThat(said()).contains("option '--mirror' must be an address http://… or https://…, got 'ftp://x'");
        for (String mirror : List.of("http://a_b/x", "http://127.0.0.1:99999/x")) {
            assertThat(run("data", "fetch", "svhn", "--mirror", mirror)).isEqualTo(Main.USER_ERROR);
            assertThat(said()).contains("option '--mirror' names no host, or no port that there is: '" + mirror + "'");
        }
        assertThat(run("data", "fetch", "mnist")).isZero();
        assertThat(said()).contains("mnist: is inside the program, there is nothing to fetch");
    }

    private String said() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    private int run(String... args) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Program program = new Program(folder, folder, "unknown", Map.of());
        return Main.run(args, program, new Console(stream, stream, 0, false));
    }
}
