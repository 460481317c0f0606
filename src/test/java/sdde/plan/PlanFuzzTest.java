package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.SmallVocabulary;
import sdde.config.UserError;

/** Whatever is in 10,500 files: a plan or a {@link UserError} with places, never another exception. */
class PlanFuzzTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final String SWEEP =
            """
            sweep: fuzz
            description: 'quoted: text'
            grid:
              dataset: [mnist]
              ensemble_size: [3, 5]
              seed: 1..3
              method:
                - de
                - {name: sdde, lambda: [0, 1e-3, default]}
                - {name: adp, lambda: 0.1, alpha: [1, 2]}
              network: [lenet, {name: resnet18-32, width: 8}]
            exclude:
              - {method: sdde, seed: 2..3}
              - {lambda: 0.1}
            priority: [{method: sdde}, {seed: 3}]
            set: {train.epochs: 2, train: {batch_size: 64}, ood.near: [fashion-mnist]}
            tracking: {mlflow: "http://127.0.0.1:5000"}
            """;
    private static final List<String> PIECES = List.of(
            "\t",
            "\0",
            "&a ",
            "*a",
            "!!int ",
            "---\n",
            "...\n",
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "? ",
            "<<: ",
            "|\n",
            ">\n",
            "%YAML 9.9\n",
            "\"",
            "'",
            "#",
            "\\x",
            "\"\\U99999999\"",
            "\u00fc",
            "\uFEFF",
            "\uD83D\uDE00",
            "\u0085",
            "null",
            "~",
            "",
            "no",
            "1e999",
            "0x0",
            "1..0",
            "..",
            "../",
            "lambda: ",
            "seed: ",
            "\r",
            "\n",
            ",");

    @TempDir
    private Path folder;

    private int planned;

    @Test
    void mutatedSweepsAreAPlanOrAProblem() throws IOException {
        Planner planner = new Planner(SmallVocabulary.vocabulary(), ROOT);
        SplittableRandom random = new SplittableRandom(1);
        Path file = folder.resolve("a.yaml");
        for (int i = 0; i < 8_000; i++) {
            Files.write(file, mutated(SWEEP, random));
            tryToPlan(planner, file, "a.yaml");
        }
        assertThat(planned).isBetween(100, 7_900);
    }

    @Test
    void mutatedRecipesAreAPlanOrAProblem() throws IOException {
        String recipe = Files.readString(ROOT.resolve("experiments/mnist.yaml"));
        Planner planner = new Planner(SmallVocabulary.vocabulary(), folder);
        SplittableRandom random = new SplittableRandom(2);
        Path file = Files.writeString(folder.resolve("a.yaml"), SWEEP);
        Files.createDirectories(folder.resolve("experiments"));
        for (int i = 0; i < 2_500; i++) {
            Files.write(folder.resolve("experiments/mnist.yaml"), mutated(recipe, random));
            tryToPlan(planner, file, "experiments/mnist.yaml");
        }
        assertThat(planned).isBetween(100, 2_400);
    }

    private void tryToPlan(Planner planner, Path file, String named) throws IOException {
        try {
            planned += planner.plan(file, PlanText.Nothing.THERE).runs().isEmpty() ? 0 : 1;
        } catch (UserError e) {
            assertThat(e.getMessage()).contains("nothing was started:").contains(named);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("on:\n" + Files.readString(folder.resolve(named), StandardCharsets.ISO_8859_1), e);
        }
    }

    /** One to three changes of characters, pieces or lines; now and then of bytes. */
    private static byte[] mutated(String text, SplittableRandom random) {
        StringBuilder now = new StringBuilder(text);
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            int at = random.nextInt(now.length());
            switch (random.nextInt(6)) {
                case 0 -> now.deleteCharAt(at);
                case 1 -> now.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> now.setCharAt(at, (char) random.nextInt(33, 127));
                case 3 -> now.setLength(Math.max(1, at));
                case 4 -> lines(now, random);
                default -> now.insert(at, now.substring(at, Math.min(now.length(), at + random.nextInt(1, 40))));
            }
        }
        byte[] bytes = now.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Swaps two lines, or repeats one in another's place. */
    private static void lines(StringBuilder text, SplittableRandom random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.toString().split("\n", -1)));
        int a = random.nextInt(lines.size());
        int b = random.nextInt(lines.size());
        String line = lines.get(a);
        if (random.nextBoolean()) {
            lines.set(a, lines.get(b));
        }
        lines.set(b, line);
        text.setLength(0);
        text.append(String.join("\n", lines)).append(' ');
    }
}
