package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.run.Json;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class CalibrationTest {
    private static final String SWEEP =
            """
            sweep: timed
            recipe: made.yaml
            grid: {ensemble_size: 2, seed: 1..3, method: [de, sdde]}
            """;
    private static final String RECIPE =
            """
            dataset: {name: synthetic, training_images: 300, validation_size: 44, test_images: 20}
            network: lenet
            train: {epochs: 2, batch_size: 32, augmentation: none}
            """;

    private static final Path ROOT =
            Path.of(System.getProperty("sdde.root", ".")).toAbsolutePath();

    @TempDir
    private Path folder;

    /** Workers are started and end; a plan that was asked twice leaves nothing behind but what a user wrote. */
    @Test
    void timesEveryKindOfRunAndWritesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("timed.yaml"), SWEEP);
        Files.writeString(folder.resolve("made.yaml"), RECIPE);

        Map<?, ?> shipped = estimate(file);
        Map<?, ?> timed = estimate(file, "--calibrate");

        assertThat(shipped.get("basis")).isEqualTo(Map.of("model", 6));
        assertThat(timed.get("basis")).isEqualTo(Map.of("calibrated", 6));
        assertThat((Integer) timed.get("seconds")).isPositive();
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(file, folder.resolve("made.yaml"));
        }
    }

    private Map<?, ?> estimate(Path file, String... more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> arguments = Stream.concat(
                        Stream.of("plan", file.toString(), "--json", "--slots", "2", "--home", folder + "/home"),
                        Stream.of(more))
                .toList();
        int code = Main.run(
                arguments.toArray(String[]::new),
                new Program(ROOT, ROOT, "c", Map.of()),
                new Console(stream, stream, 0, false));
        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
        Map<?, ?> plan = Json.MAPPER.readValue(out.toString(StandardCharsets.UTF_8), Map.class);
        return (Map<?, ?>) Objects.requireNonNull(plan.get("estimate"));
    }

    @Test
    void asManyRunBesideEachOtherAsInTheSweep() {
        RunSpec de = spec("de");
        RunSpec ncl = spec("ncl");

        assertThat(Calibration.filled(List.of(de), 3)).containsExactly(de, de, de);
        assertThat(Calibration.filled(List.of(de, ncl), 3)).containsExactly(de, ncl, de);
        assertThat(Calibration.filled(List.of(de, ncl), 1)).containsExactly(de, ncl);
    }

    private static RunSpec spec(String method) {
        TrainSettings train = new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none");
        return new RunSpec(Choice.of("mnist"), Choice.of("lenet"), Choice.of(method), 2, 1, train);
    }
}
