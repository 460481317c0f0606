package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomReaderTest {
    @Test
    void aBoundIsANumber() {
        assertThat(Reading.of(Reading.GRID + "  method: sdde\nrandom: {count: 3, lambda: {uniform: [default, 1]}}\n")
                        .problems())
                .containsExactly("a.yaml:7:39: expected a number to draw from, got 'default'");
    }

    private static final String METHOD = "  method: sdde\n";

    private static Sweep random(String lines) {
        return Reading.good(Reading.GRID + METHOD + "random:\n" + lines);
    }

    private static List<String> problems(String random) {
        return Reading.of(Reading.GRID + METHOD + "random: " + random + "\n").problems();
    }

    @Test
    void drawsEachAxisOfItsOwnAndAllTogether() {
        Sweep sweep = random(
                """
                count: 4
                seed: 7
                lambda: {log_uniform: [1e-4, 1]}
                train.epochs: {uniform: [5, 9]}
                train.batch_size: {choice: [64, 128]}
                """
                        .indent(2));
        Sweep.Axis axis = sweep.blocks().get(0).axes().get(4);

        assertThat(axis.key()).isEqualTo("lambda+train.epochs+train.batch_size");
        assertThat(axis.values()).hasSize(4);
        // SHA-256 of "7\nlambda\n0" and so on, worked out apart from the program
        assertThat(Reading.values(sweep, 4, "lambda")).containsExactly(0.000249, 0.000117, 0.0626, 0.787);
        assertThat(Reading.values(sweep, 4, "train.epochs")).containsExactly(9L, 6L, 9L, 9L);
        assertThat(Reading.values(sweep, 4, "train.batch_size")).containsExactly(128L, 128L, 128L, 64L);
    }

    @Test
    void moreDrawsAndMoreAxesChangeNoneOfThoseBefore() {
        Sweep few = random("  count: 5\n  lambda: {uniform: [0, 1]}\n");
        Sweep more = random("  count: 9\n  train.epochs: {uniform: [1, 99]}\n  lambda: {uniform: [0, 1]}\n");

        assertThat(Reading.values(more, 4, "lambda").subList(0, 5)).isEqualTo(Reading.values(few, 4, "lambda"));
    }

    @Test
    void anotherSeedDrawsOthers() {
        Sweep one = random("  count: 5\n  lambda: {uniform: [0, 1]}\n");
        Sweep other = random("  count: 5\n  seed: 1\n  lambda: {uniform: [0, 1]}\n");

        assertThat(Reading.values(one, 4, "lambda")).doesNotContainAnyElementsOf(Reading.values(other, 4, "lambda"));
    }

    @Test
    void drawsMethodsWithTheirParameters() {
        Sweep sweep = Reading.good(
                Reading.GRID + "random:\n  count: 20\n  method: {choice: [de, {name: sdde, lambda: [0.1, 0.2]}]}\n");

        assertThat(Reading.values(sweep, 3, "method")).contains("de", "sdde");
        assertThat(Reading.values(sweep, 3, "method.lambda")).contains("-", 0.1, 0.2);
    }

    @Test
    void drawsAreSpreadAsTheyShould() {
        Draws draws = new Draws(3, "x");
        int n = 4000;

        assertThat(IntStream.range(0, n)
                        .mapToObj(draws.uniform(2, 4))
                        .map(BigDecimal::doubleValue)
                        .toList())
                .allMatch(x -> x >= 2 && x <= 4)
                .satisfies(all -> assertThat(share(all, 3)).isBetween(0.47, 0.53));
        assertThat(IntStream.range(0, n)
                        .mapToObj(draws.logUniform(1e-4, 1))
                        .map(BigDecimal::doubleValue)
                        .toList())
                .allMatch(x -> x >= 1e-4 && x <= 1)
                .satisfies(all -> assertThat(share(all, 1e-2)).isBetween(0.47, 0.53));
        assertThat(IntStream.range(0, n)
                        .mapToObj(draws.whole(1, 3))
                        .map(BigDecimal::doubleValue)
                        .toList())
                .containsOnly(1.0, 2.0, 3.0)
                .satisfies(all -> assertThat(share(all, 1.5)).isBetween(0.3, 0.37));
        assertThat(IntStream.range(0, n)
                        .mapToObj(draws.logUniformWhole(1, 64))
                        .map(BigDecimal::doubleValue)
                        .toList())
                .contains(1.0, 64.0)
                .satisfies(all -> assertThat(share(all, 5.7)).isBetween(0.45, 0.55));
    }

    @Test
    void drawsHaveAReadableNumberOfDigits() {
        Draws draws = new Draws(3, "x");

        assertThat(IntStream.range(0, 500).mapToObj(draws.logUniform(1e-4, 1)))
                .allMatch(drawn -> drawn.precision() <= 3);
        assertThat(IntStream.range(0, 500).mapToObj(draws.uniform(0.05, 0.2))).allMatch(drawn -> drawn.scale() <= 4);
        assertThat(new Draws(0, "x").uniform(0.1, 0.1001).apply(0))
                .isBetween(new BigDecimal("0.1"), new BigDecimal("0.1001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{lambda: {uniform: [0, 1]}}|7:1: key 'count' is missing from 'random': how many points to draw",
                "{count: 0, lambda: {uniform: [0, 1]}}|7:17: count must be a whole number from 1 to 100000, got '0'",
                "{count: 3}|7:1: 'random' draws nothing; give it an axis such as lambda: {log_uniform: [0.001, 1]}",
                "{count: 3, lambda: 0.1}|7:28: expected one of {uniform: [LOW, HIGH]}, {log_uniform: [LOW, HIGH]}, {choice: [A, B, …]}, got '0.1'",
                "{count: 3, lambda: {unifrom: [0, 1]}}|7:29: unknown key 'unifrom'; did you mean 'uniform'? known: [uniform, log_uniform, choice]",
                "{count: 3, lambda: {uniform: [1, 0]}}|7:38: uniform takes [LOW, HIGH] with LOW < HIGH, got ['1', '0']",
                "{count: 3, lambda: {log_uniform: [0, 1]}}|7:42: log_uniform takes [LOW, HIGH] with 0 < LOW < HIGH, got ['0', '1']",
                "{count: 3, lambda: {uniform: [-1, 1]}}|7:39: lambda must be >= 0, got -1.0",
                "{count: 3, train.epochs: {uniform: [0.5, 2]}}|7:45: train.epochs must be a whole number, got 0.5",
                "{count: 3, train.augmentation: {uniform: [0, 1]}}|7:41: 'train.augmentation' takes no numbers; draw it with {choice: [A, B, …]}",
                "{count: 3, method: {choice: [de]}}|7:20: axis 'method' is in 'grid' and in 'random'",
                "{cuont: 3, lambda: {uniform: [0, 1]}}|7:1: key 'count' is missing from 'random': how many points to draw",
            })
    void namesWhatIsWrong(String random, String problem) {
        assertThat(problems(random)).contains("a.yaml:" + problem);
    }

    private static double share(List<? extends Double> all, double below) {
        return all.stream().filter(x -> x < below).count() / 4000.0;
    }
}
