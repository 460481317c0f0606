package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One sweep written in many ways is one plan: order of keys, quotes, comments, numbers, layout, line ends. */
class SpellingTest {
    private static final int WAYS = 400;

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static final Map<String, Object> SWEEP = map(
            "sweep", "a",
            "recipe", "mine.yaml",
            "grid",
                    map(
                            "ensemble_size", List.of(2L, 3L),
                            "seed", "1..3",
                            "method",
                                    List.of(
                                            "de",
                                            map("name", "sdde", "lambda", List.of(0.1, 0.25, 0L, "default")),
                                            map("name", "adp", "alpha", 2L))),
            "zip", map("train.epochs", List.of(1L, 20L), "train.weight_decay", List.of(0.0005, 0.001)),
            "random", map("count", 2L, "seed", 7L, "train.learning_rate", map("uniform", List.of(0.01, 0.5))),
            "exclude",
                    List.of(
                            map("method", map("name", "sdde", "lambda", 0.25), "seed", "2..3"),
                            map("ensemble_size", 3L, "train.epochs", 20L)),
            "set", map("train", map("batch_size", 64L, "augmentation", "none"), "methods.sdde.lambda", 0.02),
            "budget", map("time", "2 h", "runs", 5L),
            "retries", 1L);

    private static final Map<String, Object> RECIPE = map(
            "dataset", map("name", "mnist", "validation_size", 5000L),
            "network", "lenet",
            "train", map("momentum", 0.75),
            "methods", map("adp", map("beta", 0.5)));

    @TempDir
    private Path folder;

    /** Writes a value in a way that the generator chooses. */
    private record Writer(Random random) {
        String document(Map<String, Object> map) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
            text.append(random.nextBoolean() ? "# a comment\n" : "").append(random.nextInt(4) == 0 ? "---\n" : "");
            block(map, 0, text);
            String lines = text.toString();
            return random.nextInt(3) == 0 ? lines.replace("\n", "\r\n") : lines;
        }

        private void block(Map<String, Object> map, int indent, StringBuilder text) {
            int step = 1 + random.nextInt(4);
            for (Map.Entry<String, Object> entry : shuffled(map)) {
                text.append(" ".repeat(indent)).append(key(entry.getKey())).append(':');
                if (entry.getValue() instanceof Map<?, ?> inner && random.nextBoolean()) {
                    text.append(comment()).append('\n');
                    block(typed(inner), indent + step, text);
                } else if (entry.getValue() instanceof List<?> items && random.nextBoolean()) {
                    text.append(comment()).append('\n');
                    items.forEach(item -> text.append(" ".repeat(indent + step))
                            .append("-")
                            .append(" ".repeat(1 + random.nextInt(3)))
                            .append(flow(item))
                            .append(comment())
                            .append('\n'));
                } else {
                    text.append(random.nextInt(6) == 0 ? "\t" : " ")
                            .append(flow(entry.getValue()))
                            .append(comment())
                            .append('\n');
                }
            }
        }

        private List<Map.Entry<String, Object>> shuffled(Map<String, Object> map) {
            List<Map.Entry<String, Object>> entries = new ArrayList<>(map.entrySet());
            Collections.shuffle(entries, random);
            return entries;
        }

        private static Map<String, Object> typed(Map<?, ?> map) {
            Map<String, Object> typed = new LinkedHashMap<>();
            map.forEach((key, value) -> typed.put((String) key, value));
            return typed;
        }

        private String comment() {
            return random.nextInt(4) == 0 ? " # why: {so}, 'it' \"is\"" : " ".repeat(random.nextInt(2));
        }

        private String key(String key) {
            return random.nextInt(4) == 0 ? quoted(key) : key;
        }

        private String quoted(String text) {
            return random.nextBoolean() ? "'" + text + "'" : "\"" + text + "\"";
        }

        private String flow(Object value) {
            String space = random.nextBoolean() ? " " : "";
            if (value instanceof Map<?, ?> map) {
                List<String> parts = new ArrayList<>();
                shuffled(typed(map)).forEach(entry -> parts.add(key(entry.getKey()) + ": " + flow(entry.getValue())));
                return "{" + space + String.join("," + space, parts) + space + "}";
            }
            if (value instanceof List<?> items) {
                return "[" + space
                        + String.join(", ", items.stream().map(this::flow).toList()) + space + "]";
            }
            String text = value instanceof Double number ? number(BigDecimal.valueOf(number)) : String.valueOf(value);
            return random.nextInt(3) == 0 ? quoted(text) : text;
        }

        private String number(BigDecimal number) {
            return switch (random.nextInt(6)) {
                case 0 -> number.toPlainString() + "0";
                case 1 -> number.unscaledValue() + "e-" + number.scale();
                case 2 -> number.unscaledValue() + ".0E-" + number.scale();
                case 3 -> "+" + number.toPlainString();
                case 4 -> number.toPlainString().replaceFirst("^0\\.", ".");
                default -> number.toPlainString();
            };
        }
    }

    private String hash(String sweep, String recipe) throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), recipe);
        return new PlanText(folder).plan(sweep).freeze(0).hash();
    }

    @Test
    void oneSweepInManySpellingsIsOnePlan() throws Exception {
        Writer first = new Writer(new Random(0));
        String expected = hash(first.document(SWEEP), first.document(RECIPE));

        for (int seed = 1; seed <= WAYS; seed++) {
            Writer writer = new Writer(new Random(seed));
            String sweep = writer.document(SWEEP);
            assertThat(hash(sweep, writer.document(RECIPE))).as(sweep).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "'no'", "010", "0x10", "'0x10'", "1_000", ".inf", "~", "''", "1,5", "1:30", "true"})
    void nothingElseBecomesANumber(String written) {
        String sweep = "sweep: a\ngrid: {dataset: mnist, ensemble_size: 2, seed: 1, method: sdde}\n";
        PlanText texts = new PlanText(folder);

        assertThat(texts.problem(sweep + "set: {methods.sdde.lambda: \"%s\"}".formatted("0.1")))
                .isEmpty();
        assertThat(texts.problem(sweep + "set:\n  methods.sdde.lambda: " + written))
                .contains("a.yaml:4:24: ");
        assertThat(texts.problem(sweep.replace("seed: 1", "seed: [1, " + flow(written) + "]")))
                .contains("a.yaml:2:");
        assertThat(texts.problem(sweep + "retries: " + written)).contains("a.yaml:3:10: ");
    }

    /** Where a comma would end the item. */
    private static String flow(String written) {
        return written.contains(",") ? "'" + written + "'" : written;
    }
}
