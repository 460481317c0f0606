package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.config.SmallVocabulary;
import sdde.config.UserError;
import sdde.run.EvalSet;
import sdde.run.RunId;
import sdde.run.RunLedger;
import sdde.run.RunState;

class PlannerTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final String GRID =
            """
            sweep: a
            grid:
              dataset: mnist
              ensemble_size: [3, 5]
              seed: 1..2
              method: [de, {name: sdde, lambda: [0, 0.05, default]}]
            """;

    private static final Estimate ESTIMATE = new Estimate(200, 100, 50, 2, 12_345_678, estimated(), 0);

    private static Map<Estimate.Basis, Integer> estimated() {
        Map<Estimate.Basis, Integer> bases = new LinkedHashMap<>();
        bases.put(Estimate.Basis.MODEL, 4);
        bases.put(Estimate.Basis.SCALED, 2);
        return bases;
    }

    /** @param states of the runs that are there, @param missing sets without predictions */
    private record Ledger(Map<RunId, RunState> states, Set<String> missing) implements RunLedger {
        static final Ledger EMPTY = new Ledger(Map.of(), Set.of());

        @Override
        public RunState state(RunId id) {
            return states.getOrDefault(id, RunState.PLANNED);
        }

        @Override
        public Set<String> missingPredictions(RunId id, Collection<EvalSet> evalSets) {
            Set<String> lacking = new HashSet<>();
            evalSets.forEach(set -> lacking.add(set.name()));
            lacking.retainAll(missing);
            return lacking;
        }
    }

    @TempDir
    private Path folder;

    private Plan plan(String text) {
        return plan(text, Ledger.EMPTY);
    }

    private Plan plan(String text, RunLedger ledger) {
        try {
            Path file = Files.writeString(folder.resolve("a.yaml"), text);
            return new Planner(SmallVocabulary.vocabulary(), ROOT).plan(file, ledger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> titles(Plan plan) {
        return plan.runs().stream().map(run -> run.spec().title()).toList();
    }

    private static Set<RunId> ids(Plan plan) {
        return Set.copyOf(plan.runs().stream().map(PlannedRun::id).toList());
    }

    private String problem(String text) {
        try {
            plan(text);
            return "no problem";
        } catch (UserError e) {
            return String.valueOf(e.getMessage()).replace(folder + "/", "");
        }
    }

    @ParameterizedTest
    @CsvSource({"quickstart, 10", "smoke, 2", "lambda_grid, 522"})
    void plansTheShippedSweeps(String name, int runs) {
        Plan plan = new Planner(SmallVocabulary.vocabulary(), ROOT)
                .plan(ROOT.resolve("sweeps").resolve(name + ".yaml"), Ledger.EMPTY);

        assertThat(plan.runs()).hasSize(runs);
        assertThat(plan.expanded()).isEqualTo(runs);
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void startsWithAllMethodsOfTheFirstSeed() {
        assertThat(titles(plan(GRID)))
                .startsWith(
                        "mnist de N=3 seed=1",
                        "mnist sdde λ=0.0 N=3 seed=1",
                        "mnist sdde λ=0.05 N=3 seed=1",
                        "mnist sdde λ=0.1 N=3 seed=1",
                        "mnist de N=5 seed=1")
                .hasSize(16)
                .element(8)
                .isEqualTo("mnist de N=3 seed=2");
    }

    @Test
    void aWeightOfZeroIsNoDeepEnsemble() {
        Plan plan = plan(GRID.replace("[0, 0.05, default]", "0"));

        assertThat(plan.runs()).hasSize(8);
        assertThat(plan.merged()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0, 0.05, default]|[0.0, 5e-2, default]",
                "[0, 0.05, default]|[-0, 0.050, 0.1]",
                "seed: 1..2|seed: [2, 1]  # both",
                "sweep: a|sweep: b",
                "dataset: mnist|'dataset': \"mnist\"",
            })
    void spellingOrderCommentsAndNamesChangeNothing(String was, String now) {
        Plan plan = plan(GRID.replace(was, now));

        assertThat(ids(plan)).isEqualTo(ids(plan(GRID)));
        assertThat(plan.freeze(1).hash()).isEqualTo(plan(GRID).freeze(2).hash());
    }

    @Test
    void aValueThatMattersChangesJustItsPoints() {
        Set<RunId> before = ids(plan(GRID));
        Set<RunId> after = ids(plan(GRID.replace("0.05", "0.06")));

        after = new HashSet<>(after);
        after.removeAll(before);
        assertThat(after).hasSize(4);
    }

    @Test
    void addingASeedAddsExactlyItsPoints() {
        Set<RunId> more = new HashSet<>(ids(plan(GRID.replace("1..2", "1..3"))));

        assertThat(more).containsAll(ids(plan(GRID)));
        more.removeAll(ids(plan(GRID)));
        assertThat(more).hasSize(8);
    }

    @Test
    void mergesEqualPointsAndNamesThem() {
        Plan plan = plan(GRID.replace("[0, 0.05, default]", "[0.1, 1e-1, default]"));

        assertThat(plan.expanded()).isEqualTo(16);
        assertThat(plan.runs()).hasSize(8);
        assertThat(plan.mergedPoints()).isEqualTo(8);
        assertThat(plan.merged().get(0)).isEqualTo(new Plan.Merged("mnist sdde λ=0.1 N=3 seed=1", 2));
    }

    @Test
    void countsWhatEachRuleTakesOutAndWarnsOfOneThatTakesNothing() {
        Plan plan = plan(
                GRID
                        + """
                exclude:
                  - {ensemble_size: 5, method: sdde}
                  - {lambda: [0.0, 5e-2]}
                  - {method: {name: sdde, lambda: 0.1}, seed: 2..9}
                  - {seed: 7}
                """);

        assertThat(plan.exclusions().stream().map(Plan.Excluded::points)).containsExactly(6, 4, 1, 0);
        assertThat(plan.runs()).hasSize(5);
        assertThat(plan.warnings().toString())
                .isEqualTo("[" + folder.resolve("a.yaml") + ":11:5: rule {seed: 7} takes out no point]");
        assertThat(plan.freeze(0).exclusions().get(0).rule())
                .isEqualTo("{ensemble_size: 5, method: sdde} (" + folder.resolve("a.yaml") + ":8:5)");
    }

    @Test
    void setOverridesTheRecipe() {
        Plan plan =
                plan(GRID + "set: {train.epochs: 3, methods: {sdde: {lambda: 0.7}}, dataset.validation_size: 100}\n");

        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(run.spec().train().epochs()).isEqualTo(3));
        assertThat(titles(plan)).contains("mnist sdde λ=0.7 N=3 seed=1");
        assertThat(plan.runs().get(0).spec().dataset().parameters()).containsEntry("validation_size", 100);
    }

    @Test
    void shiftsOfTheOwnDatasetAreCutAsItIs() {
        Plan plan = plan(GRID + "set: {dataset.validation_size: 100}\n");

        assertThat(plan.runs().get(0).evalSets())
                .filteredOn(set -> set.role() == EvalSet.Role.OOD_VALIDATION)
                .hasSize(3)
                .allSatisfy(set -> assertThat(set.dataset().parameters()).containsEntry("validation_size", 100));
    }

    @Test
    void otherEvaluationSetsAreNoOtherRuns() {
        Plan plan = plan(GRID + "set: {ood.near: [], ood.far: [fashion-mnist]}\n");

        assertThat(ids(plan)).isEqualTo(ids(plan(GRID)));
        assertThat(plan.freeze(0).hash()).isNotEqualTo(plan(GRID).freeze(0).hash());
    }

    @Test
    void aRecipeKeyMayBeAnAxis() {
        Plan plan = plan(GRID + "  train.epochs: [1, 2]\n  network: [lenet, {name: resnet18-32, width: 16}]\n");

        assertThat(plan.runs()).hasSize(16 * 4);
        assertThat(plan.axes()).containsEntry("network", List.of("lenet", "resnet18-32"));
        assertThat(plan.axes()).containsEntry("lambda", List.of("0", "0.05", "default"));
    }

    @Test
    void zippedAxesMoveTogether() {
        Plan plan = plan(GRID.replace("  ensemble_size: [3, 5]\n  seed: 1..2\n", "")
                + "zip: {ensemble_size: [3, 5], seed: 1..2}\n");

        assertThat(titles(plan)).hasSize(8).contains("mnist de N=3 seed=1", "mnist de N=5 seed=2");
    }

    @Test
    void blocksAreUnited() {
        Plan plan = plan(
                """
                sweep: a
                blocks:
                  - grid: {dataset: mnist, ensemble_size: 3, seed: 1..2, method: [de, sdde]}
                  - grid: {dataset: mnist, ensemble_size: [3, 5], seed: 1, method: de}
                """);

        assertThat(plan.expanded()).isEqualTo(6);
        assertThat(plan.runs()).hasSize(5);
    }

    @Test
    void saysWhereAValueComesFrom() {
        assertThat(plan(GRID + "set: {train.epochs: 3}  # quick\n").resolved())
                .contains(new Plan.Resolved("mnist", "train.epochs", "3", folder.resolve("a.yaml") + ":7:21 (quick)"))
                .anySatisfy(value -> assertThat(value.key() + " " + value.source())
                        .startsWith("sdde.lambda experiments/mnist.yaml:")
                        .contains("scripts/uni/gradcam/mnist_multiseed.sh"));
    }

    @Test
    void refusesKeysWithoutEffect() {
        assertThat(problem(GRID + "set: {methods.dice.lambda: 0.3}\n"))
                .isEqualTo("1 problem, nothing was started:\n"
                        + "  a.yaml:7:28: 'methods.dice.lambda' has no effect: no run takes it from 'set'");
    }

    @Test
    void refusesMorePointsThanAnybodyMeans() {
        assertThat(problem(GRID.replace("1..2", "1..100000").replace("[3, 5]", "1..9")))
                .isEqualTo("1 problem, nothing was started:\n"
                        + "  a.yaml:1:1: has more than 1,000,000 points, the most a sweep may have");
    }

    @Test
    void refusesNumbersOfValuesThatOnlyASlipMakes() {
        String many = GRID.replace("[0, 0.05, default]", "1..10001");
        assertThat(problem(many))
                .isEqualTo(
                        "1 problem, nothing was started:\n  a.yaml:6:37: range '1..10001' has more than 10000 values");
        assertThat(problem(many.replace("1..10001", "[1..9000, 1..9000]")))
                .isEqualTo("1 problem, nothing was started:\n  a.yaml:6:37: 'lambda' has more than 10000 values");
        assertThat(problem(GRID.replace("1..2", "1..999999")))
                .isEqualTo(
                        "1 problem, nothing was started:\n  a.yaml:5:9: range '1..999999' has more than 100000 values");
        assertThat(problem(GRID.replace("sdde, lambda: [0, 0.05, default]", "adp, alpha: 1..999, beta: 1..999")))
                .isEqualTo("1 problem, nothing was started:\n  a.yaml:6:43: makes more than 100000 combinations");
        String block = "  - grid: {dataset: mnist, ensemble_size: 3, seed: 1..90000, method: de}\n";
        assertThat(problem("sweep: a\nblocks:\n" + block.repeat(24)))
                .contains("a.yaml:25:52: the axes of this file have more than 2000000 values in all")
                .contains("a.yaml:14:5: has more than 1,000,000 points, the most a sweep may have");
    }

    @Test
    void knowsWhatIsLeftToDo() {
        List<PlannedRun> runs = plan(GRID).runs();
        Ledger ledger = new Ledger(
                Map.of(
                        runs.get(0).id(), RunState.SUCCEEDED,
                        runs.get(1).id(), RunState.FAILED,
                        runs.get(2).id(), RunState.DIVERGED,
                        runs.get(3).id(), RunState.RUNNING),
                Set.of("fashion-mnist/test"));

        Plan plan = plan(GRID, ledger);

        assertThat(plan.runs().stream().limit(5).map(PlannedRun::standing))
                .containsExactly(
                        PlannedRun.Standing.PREDICTIONS_MISSING,
                        PlannedRun.Standing.FAILED,
                        PlannedRun.Standing.FINISHED,
                        PlannedRun.Standing.INTERRUPTED,
                        PlannedRun.Standing.NEW);
        assertThat(plan.liveNow().runs().get(3).standing()).isEqualTo(PlannedRun.Standing.RUNNING);
        assertThat(plan.runs().get(0).missing()).containsExactly("fashion-mnist/test");
    }

    static Stream<String> hundredThousandPoints() {
        String grid = GRID.replace("1..2", "1..12500");
        String rules = IntStream.range(0, 100)
                .mapToObj(i -> "  - {method: {name: sdde, lambda: [0, 0.05]}, ensemble_size: %d, seed: %d..%d}\n"
                        .formatted(i % 2 == 0 ? 3 : 5, 20_000 + i, 20_100 + i))
                .collect(Collectors.joining());
        String random =
                """
                random:
                  count: 100000
                  lambda: {log_uniform: [0.0001, 1]}
                  train.learning_rate: {log_uniform: [0.0001, 0.5]}
                  train.epochs: {uniform: [5, 1000]}
                """;
        String one = "sweep: a\ngrid: {dataset: mnist, ensemble_size: 3, seed: 1, method: sdde}\n" + random;
        return Stream.of(grid, grid + "exclude:\n" + rules, one, one + "exclude:\n" + rules);
    }

    @ParameterizedTest
    @MethodSource("hundredThousandPoints")
    void plansAHundredThousandPointsInFiveSeconds(String large) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // its own time, whatever else the machine does
        long start = threads.getCurrentThreadCpuTime();

        Plan plan = plan(large);

        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertThat(plan.expanded()).isEqualTo(100_000);
        assertThat(plan.runs()).hasSizeGreaterThan(99_900);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void printsWhatTheSweepComesTo() {
        Plan plan =
                plan(GRID.replace("[0, 0.05, default]", "[0.1, default]") + "exclude: [{ensemble_size: 5, seed: 2}]\n");

        assertThat(new PlanPrinter(plan, 2, ESTIMATE, 0).text().replace(folder + "/", ""))
                .startsWith(
                        """
                        sweep a
                        file a.yaml

                        dataset                 1   mnist
                        ensemble_size           2   3, 5
                        seed                    2   1, 2
                        method                  2   de, sdde
                        lambda                  2   0.1, default

                        points                 12
                        excluded                3
                                 3 by {ensemble_size: 5, seed: 2} (a.yaml:7:11)
                        merged                  3
                                 1 into mnist sdde λ=0.1 N=3 seed=1
                                 1 into mnist sdde λ=0.1 N=3 seed=2
                                 1 into mnist sdde λ=0.1 N=5 seed=1
                        runs                    6
                                 6 new
                        at a time               2

                        time: about 2 min with 2 at a time; 3 min of work, the longest run 50 s
                                 4 runs by: shipped cost model: another machine may be three times as fast or slow; --calibrate times some steps
                                 2 runs by: cost model, scaled by runs measured on this machine
                        disk: about 12 MB more

                        not from an axis
                          dataset.split_seed = 0   experiments/mnist.yaml:8:15 (ours: stratified by class)
                          dataset.validation_size = 5000   experiments/mnist.yaml:7:20 (ours: the authors' lists of images are not in their repository)
                          network = lenet   experiments/mnist.yaml:10:10 (authors' MNIST scripts)
                          train.augmentation = flip-crop   experiments/mnist.yaml:""")
                .contains("\n       6  " + plan.runs().get(5).id() + "  mnist sdde λ=0.1 N=3 seed=2  new\n");
    }

    @Test
    void printsJsonForScripts() {
        Plan plan = plan(GRID);
        String json = new PlanPrinter(plan, 2, ESTIMATE, 0).json();

        assertThat(json)
                .contains(
                        "\"points\":16,",
                        "\"at_a_time\":2,",
                        "\"new\":16",
                        "\"estimate\":{\"at_a_time\":2,\"basis\":{\"model\":4,\"scaled\":2},\"bytes\":12345678",
                        "\"plan_hash\":\"" + plan.freeze(0).hash())
                .endsWith("}\n");
        assertThat(json.split("\"standing\":\"new\"", -1)).hasSize(17);
    }

    @Test
    void refusesARecipeForAnotherDataset() throws IOException {
        Files.createDirectories(folder.resolve("experiments"));
        Files.writeString(folder.resolve("experiments/mnist.yaml"), "dataset: fashion-mnist\nnetwork: lenet\n");
        Path file = Files.writeString(folder.resolve("a.yaml"), GRID);

        assertThatThrownBy(() -> new Planner(SmallVocabulary.vocabulary(), folder).plan(file, Ledger.EMPTY))
                .hasMessage("1 problem, nothing was started:\n"
                        + "  experiments/mnist.yaml:1:10: expected dataset 'mnist' in this file, got 'fashion-mnist'");
    }
}
