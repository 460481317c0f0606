package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepReaderTest {
    private static final String GOOD =
            """
            sweep: a
            description: what for
            grid:
              dataset: mnist
              ensemble_size: [3, 5]
              seed: 1..3
              method:
                - de
                - {name: sdde, lambda: [0, 0.1]}
            """;

    private record Train(int epochs, int batchSize, double learningRate, String augmentation) {
        Train {
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs must be >= 1, got " + epochs);
            }
        }
    }

    private final Problems problems = new Problems();

    private Optional<Sweep> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Sweep> read(byte[] bytes) {
        Registry<Train> train = new Registry<Train>("train").with("train", new Train(50, 128, 0.1, "flip-crop"));
        Vocabulary small = SmallVocabulary.vocabulary();
        return new SweepReader(small, train, Path.of("src/test/resources/recipes")).read("a.yaml", bytes, problems);
    }

    private List<String> problems(String text) {
        read(text);
        return problems.all().stream().map(String::valueOf).toList();
    }

    private List<String> problemsOfGrid(String was, String now) {
        assertThat(GOOD).contains(was);
        return problems(GOOD.replace(was, now));
    }

    @Test
    void readsAGrid() {
        Sweep sweep = read(GOOD).orElseThrow();

        assertThat(problems.all()).isEmpty();
        assertThat(sweep.name()).isEqualTo("a");
        assertThat(sweep.description()).isEqualTo("what for");
        assertThat(sweep.blocks().get(0).axes().stream()
                        .map(axis -> axis.key() + " " + axis.values().size()))
                .containsExactly("dataset 1", "ensemble_size 2", "seed 3", "method 3");
        assertThat(sweep.recipes()).containsOnlyKeys("mnist");
    }

    @Test
    void namesAllProblemsAtOnceWithLineAndColumn() {
        assertThat(
                        problems(
                                """
                        sweep: ../x
                        grdi: 1
                        grid:
                          dataset: [mnist, mnsit]
                          ensemble_size: 0
                          seed: 5..1
                          method:
                            - ssde
                            - {name: sdde, lamda: 0.1}
                            - {name: ncl, lambda: -1.0}
                            - {name: de, lambda: 0.1}
                        set:
                          train.epoch: 3
                        """))
                .containsExactly(
                        "a.yaml:1:8: sweep name must be 1 to 64 letters, digits, '-', '_' or '.', starting and ending"
                                + " with a letter or digit, got '../x'; try 'x'",
                        "a.yaml:2:1: unknown key 'grdi'; did you mean 'grid'? known: [sweep, description, recipe, grid,"
                                + " zip, random, blocks, exclude, set, claims, report, devices, runs_per_device,"
                                + " executor, slurm, retries, order, priority, features, stall_limit, budget, tracking]",
                        "a.yaml:4:20: unknown dataset 'mnsit'; did you mean 'mnist'? known: [mnist, fashion-mnist, idx,"
                                + " shift]",
                        "a.yaml:5:18: ensemble_size must be a whole number from 1 to 1000 or a range such as 1..5, got 0",
                        "a.yaml:6:9: range '5..1' must ascend",
                        "a.yaml:8:7: unknown method 'ssde'; did you mean 'sdde'? known: [de, ncl, adp, dice, sdde]",
                        "a.yaml:9:20: method 'sdde' takes [lambda], got [lamda]; did you mean 'lambda'?",
                        "a.yaml:10:27: method 'ncl': lambda must be >= 0, got -1.0",
                        "a.yaml:11:18: 'lambda' has no effect on method 'de', which takes []; leave it out (it matters to"
                                + " [ncl, adp, dice, sdde])",
                        "a.yaml:13:3: unknown key 'train.epoch'; did you mean 'train.epochs'? known: [augmentation,"
                                + " batch_size, epochs, learning_rate]");
    }

    @Test
    void saysWhereSettingsOfADatasetBelong() {
        assertThat(
                        problems(
                                """
                        sweep: a
                        grid: {dataset: {name: mnist, validation_size: 100}, ensemble_size: 2, seed: 1, method: de}
                        """))
                .containsExactly(
                        "a.yaml:2:17: 'dataset' takes single values, got {name: 'mnist', validation_size: '100'};"
                                + " settings of a dataset belong in a recipe of your own: recipe: FILE");
    }

    @Test
    void refusesDuplicateKeys() {
        assertThat(problemsOfGrid("  seed: 1..3", "  seed: 1\n  seed: 2"))
                .containsExactly("a.yaml:7:3: key 'seed' is given twice, first in line 6");
    }

    @Test
    void refusesAKeyGivenNestedAndDotted() {
        assertThat(problems(GOOD + "set: {train.epochs: 1, train: {epochs: 2}}\n"))
                .containsExactly("a.yaml:10:32: key 'train.epochs' is given twice, first in line 10");
    }

    @Test
    void refusesAnchorsAliasesTagsAndSecondDocuments() {
        assertThat(problemsOfGrid("dataset: mnist", "dataset: &d mnist"))
                .containsExactly("a.yaml:4:12: anchor '&d' is not supported; write the value out");
    }

    @Test
    void refusesAnAlias() {
        assertThat(problemsOfGrid("dataset: mnist", "dataset: *d"))
                .containsExactly("a.yaml:4:12: alias '*d' is not supported; write the value out");
    }

    @Test
    void refusesATag() {
        assertThat(problemsOfGrid("seed: 1..3", "seed: !!int 3"))
                .containsExactly("a.yaml:6:9: tag 'tag:yaml.org,2002:int' is not supported");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(problems(GOOD + "---\nsweep: b\n"))
                .containsExactly("a.yaml:10:1: a second document ('---') is not supported");
    }

    @Test
    void saysThatATabCannotIndent() {
        assertThat(problemsOfGrid("  dataset", "\tdataset"))
                .containsExactly("a.yaml:4:1: a tab cannot indent YAML; use spaces");
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertThat(problems("# nothing\n"))
                .containsExactly("a.yaml: is empty, expected keys such as 'sweep' and 'grid'");
    }

    @Test
    void saysWhereAFileIsNotUtf8() {
        read("sweep: a\ndescription: M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems.all().toString())
                .isEqualTo("[a.yaml:2:15: is not UTF-8 text here; save the file as UTF-8]");
    }

    @Test
    void saysThatAFileIsNotThere() {
        Registry<Train> train = new Registry<Train>("train").with("train", new Train(50, 128, 0.1, "flip-crop"));
        new SweepReader(SmallVocabulary.vocabulary(), train, Path.of(".")).read(Path.of("no.yaml"), problems);

        assertThat(problems.all().toString()).isEqualTo("[no.yaml: no such file]");
    }

    @Test
    void stopsAtDeepNestingWithoutReadingOn() {
        assertThat(problems("sweep: " + "[".repeat(200_000)))
                .containsExactly("a.yaml:1:28: is nested deeper than 20 levels");
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.10", "1e-1", "1E-1", "+.1", "10e-2"})
    void readsOneNumberHoweverItIsWritten(String written) {
        Sweep sweep = read(GOOD.replace("[0, 0.1]", written)).orElseThrow();

        assertThat(problems.all()).isEmpty();
        assertThat(sweep.blocks().get(0).axes().get(3).values().get(1).settings())
                .hasEntrySatisfying(
                        "method.lambda", setting -> assertThat(setting.value()).isEqualTo(0.1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "010,'010'; a number has no leading zero",
                "0x1F,'0x1F'; a number is written in decimal",
                "0o17,'0o17'; a number is written in decimal",
                "1_000,'1_000'; a number has no '_'",
                "\"1_000\",'1_000'; a number has no '_'",
                ".inf,'.inf'; a number is finite",
                "1:30,'1:30'",
                "no,'no'",
                "true,true",
                "3.0,3.0",
                "1e3,1000.0",
                "\"no\",'no'",
                "\"010\",'010'; a number has no leading zero",
                "\"-1\",-1",
                "-1,-1",
                "three,'three'",
            })
    void turnsNothingIntoAWholeNumberThatDoesNotLookLikeOne(String written, String shown) {
        assertThat(problemsOfGrid("seed: 1..3", "seed: " + written))
                .containsExactly("a.yaml:6:9: seed must be a whole number >= 0 or a range such as 1..5, got " + shown);
    }

    @Test
    void refusesNumbersTooLargeToKeep() {
        assertThat(problemsOfGrid("[0, 0.1]", "[1e999, 99999999999999999999]"))
                .containsExactly(
                        "a.yaml:9:29: number '1e999' is too large",
                        "a.yaml:9:36: number '99999999999999999999' is too large");
    }

    @Test
    void saysThatAValueIsMissing() {
        assertThat(problemsOfGrid("seed: 1..3", "seed:")).containsExactly("a.yaml:6:8: a value is missing");
    }

    @Test
    void wantsTheFourAxesAndAName() {
        assertThat(problems("grid: {method: de}"))
                .containsExactly(
                        "a.yaml:1:1: key 'sweep' is missing: the name of the sweep, such as 'lambda-grid'",
                        "a.yaml:1:1: axis 'dataset' is missing",
                        "a.yaml:1:1: axis 'ensemble_size' is missing",
                        "a.yaml:1:1: axis 'seed' is missing");
    }

    @Test
    void aMistypedAxisIsOneProblem() {
        assertThat(problemsOfGrid("  seed:", "  sed:"))
                .containsExactly(
                        "a.yaml:6:3: unknown axis 'sed'; did you mean 'seed'? known: [dataset, ensemble_size, seed,"
                                + " method, lambda] and recipe keys such as 'train.epochs'");
    }

    @Test
    void anAxisLambdaIsForEveryMethodThatTakesIt() {
        Sweep sweep = read(GOOD.replace(
                                "    - {name: sdde, lambda: [0, 0.1]}", "    - sdde\n    - {name: ncl, lambda: 1}")
                        + "  lambda: [0, 0.5, default]\n")
                .orElseThrow();

        assertThat(problems.all()).isEmpty();
        assertThat(sweep.blocks().get(0).axes().get(3).values()).hasSize(1 + 3 + 1);
    }

    @Test
    void anAxisLambdaThatNoMethodTakesHasNoEffect() {
        assertThat(problems(GOOD.replace("    - {name: sdde, lambda: [0, 0.1]}\n", "") + "  lambda: [0, 0.5]\n"))
                .containsExactly("a.yaml:9:3: axis 'lambda' has no effect: no method here takes it from the axis");
    }

    @Test
    void refusesZippedAxesOfDifferentLength() {
        assertThat(problems(GOOD.replace("  ensemble_size: [3, 5]\n  seed: 1..3\n", "")
                        + "zip:\n  ensemble_size: [3, 5]\n  seed: 1..3\n"))
                .containsExactly(
                        "a.yaml:9:3: axes of 'zip' must be equally long: ensemble_size has 2 (line 9), seed has 3 (line"
                                + " 10)");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(problems(GOOD + "tracking: {mlflow: localhost}\n"))
                .containsExactly("a.yaml:10:20: expected an address such as http://127.0.0.1:5000, got 'localhost'");
    }

    @Test
    void refusesAPasswordInAnAddressAndDoesNotRepeatIt() {
        assertThat(problems(GOOD + "tracking: {mlflow: 'https://me:geheim@host', artifacts: [logit]}\n"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "a.yaml:10:20: an address in a sweep file must not hold a user or a password")
                                .doesNotContain("geheim"),
                        second -> assertThat(second)
                                .isEqualTo("a.yaml:10:58: unknown artifact 'logit'; did you mean 'logits'? known:"
                                        + " [logits, weights]"));
    }

    @Test
    void checksTheValuesOfSet() {
        assertThat(problems(GOOD + "set: {train: {epochs: 0, learning_rate: fast}, dataset: mnist}\n"))
                .containsExactly(
                        "a.yaml:10:23: train.epochs must be >= 1, got 0",
                        "a.yaml:10:41: train.learning_rate must be a number, got 'fast'",
                        "a.yaml:10:57: the dataset is chosen in 'grid', not in 'set'");
    }

    @Test
    void namesTheRecipeThatIsNotThere() {
        assertThat(problemsOfGrid("dataset: mnist", "dataset: fashion-mnist"))
                .containsExactly("a.yaml:4:12: no recipe experiments/fashion-mnist.yaml; write it, or name another file"
                        + " with 'recipe:'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: b|unknown key 'name'; did you mean 'sweep'?",
                "epochs: 3|unknown key 'epochs'; did you mean 'train.epochs'? it stands in 'set'",
                "set: {epochs: 3}|unknown key 'epochs'; did you mean 'train.epochs'?",
                "exclude: [{epochs: 3}]|unknown axis 'epochs'; did you mean 'train.epochs'?",
                "exclude: [{method: {sdde: {lambda: 1}}}]|key 'name' is missing: {name: sdde, …}",
                "random: {count: 2, seed: {uniform: [1, 5]}, lambda: {uniform: [0, 1]}}|list seeds in 'grid'",
            })
    void saysWhereAKeyBelongs(String line, String problem) {
        assertThat(problems(GOOD + line + "\n")).anyMatch(text -> text.contains(problem));
    }

    @Test
    void aRangeThatLeavesTheLimitsIsOneProblem() {
        assertThat(problemsOfGrid("ensemble_size: [3, 5]", "ensemble_size: 1..2000"))
                .containsExactly("a.yaml:5:18: ensemble_size must be a whole number from 1 to 1000"
                        + " or a range such as 1..5, got 1001");
    }
}
