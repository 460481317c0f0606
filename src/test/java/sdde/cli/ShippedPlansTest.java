package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.data.files.DataFolder;

/** {@code sweep plan} of every shipped sweep, as it is and in its smoke form, where nothing has been downloaded. */
class ShippedPlansTest {
    private static final Path ROOT =
            Path.of(System.getProperty("sdde.root", ".")).toAbsolutePath();

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void forgetsTheDataFolder() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    static List<String> shipped() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("sweeps"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void isPlannedAndWritesNothing(String name) throws IOException {
        assertThat(said("plan", name)).contains("in this order\n");

        assertThat(said("plan", name, "--smoke"))
                .containsPattern("(?m)^sweep .*-smoke")
                .contains("a trial of the program", "in this order\n")
                .doesNotContain("missing: ");
        try (Stream<Path> written = Files.list(home)) {
            assertThat(written).isEmpty();
        }
    }

    /** In the order in which every shipped sweep opens. */
    @ParameterizedTest
    @MethodSource("shipped")
    void opensWithItsQuestionItsRunsAndItsTimeOnALaptopAndOnAGpu(String name) throws IOException {
        String opening = Files.readString(ROOT.resolve("sweeps/" + name + ".yaml"))
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .reduce("", (text, line) -> text + line.substring(1));
        String runs = said("plan", name).replaceAll("(?s).*\nruns +([0-9]+)\n.*", "$1");

        assertThat(opening).containsPattern("\\?").contains(" " + runs + " runs", "on a 2-core laptop", "one GPU");
    }

    private String said(String... args) {
        out.reset();
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--home";
        all[args.length + 1] = home.toString();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Program program = new Program(ROOT, ROOT, "c", Map.of());

        assertThat(Main.run(all, program, new Console(print, print, 0, false)))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
