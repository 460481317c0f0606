package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.config.Choice;
import sdde.config.Measures;
import sdde.config.Smoke;
import sdde.run.EvalSet;
import sdde.run.RunFolders;
import sdde.run.RunSpec;
import sdde.worker.RunChecks;

class SmokeFormTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));

    /** Those that shipped claims name. */
    static final Measures MEASURES = new Measures(
            Map.of("auroc", Measures.Kind.DETECTION, "accuracy", Measures.Kind.PREDICTION),
            Map.of(
                    "U_avg", "logit-average",
                    "U_l_avg", "logit-average",
                    "logit-average", "logit-average",
                    "prob-average", "prob-average"));

    @TempDir
    private Path folder;

    /** Whether a data set is there is for the test to say. */
    private record Shelf(Set<String> absent, long trainingImages) implements DataShelf {
        static final Shelf FULL = new Shelf(Set.of(), 60_000);

        private boolean lacks(Choice dataset) {
            Object of = dataset.parameters().get("of");
            return absent.contains(dataset.name()) || (of != null && absent.contains(of.toString()));
        }

        @Override
        public Optional<String> problem(Choice dataset, List<String> splits) {
            return lacks(dataset) ? Optional.of(dataset.name() + " is missing") : Optional.empty();
        }

        @Override
        public boolean isAbsent(Choice dataset) {
            return lacks(dataset);
        }

        @Override
        public OptionalLong validationSize(Choice dataset) {
            Object given = dataset.parameters().getOrDefault("validation_size", 5000L);
            return OptionalLong.of(((Number) given).longValue());
        }

        @Override
        public long trainingImages(Choice dataset) {
            return trainingImages;
        }

        @Override
        public Optional<Form> form(Choice dataset) {
            return dataset.name().equals("idx") ? Optional.empty() : Optional.of(new Form(10, 3, 32));
        }
    }

    private Plan smoke(String sweep, Shelf shelf) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, sweep);
        return planner().smoke(file, new RunFolders(folder.resolve("runs")), shelf);
    }

    private Plan whole(String sweep) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, sweep);
        return planner().plan(file, new RunFolders(folder.resolve("runs")));
    }

    private static Planner planner() {
        return new Planner(RunChecks.vocabulary().with(MEASURES), ROOT);
    }

    private static List<String> titles(Plan plan) {
        return plan.runs().stream().map(run -> run.spec().title()).toList();
    }

    private static final String GRID =
            """
            sweep: s
            grid:
              dataset: mnist
              ensemble_size: [7, 1, 3, 5]
              seed: 3..9
              method: [de, {name: sdde, lambda: [0.5, 0, 0.1, 1]}]
            """;

    @Test
    void keepsTheSmallestEnsembleTwoSeedsAndTheEndsOfLambda() throws IOException {
        assertThat(titles(smoke(GRID, Shelf.FULL)))
                .containsExactly(
                        "mnist de N=3 seed=3",
                        "mnist sdde λ=0.5 N=3 seed=3",
                        "mnist sdde λ=1.0 N=3 seed=3",
                        "mnist de N=3 seed=4",
                        "mnist sdde λ=0.5 N=3 seed=4",
                        "mnist sdde λ=1.0 N=3 seed=4");
    }

    @Test
    void trainsAnEpochOnFewImagesWhateverTheSweepSays() throws IOException {
        Plan plan =
                smoke(GRID + "set: {train.epochs: 80, train.batch_size: 500, train.learning_rate: 0.02}\n", Shelf.FULL);

        assertThat(plan.runs()).allSatisfy(run -> {
            assertThat(run.spec().train().epochs()).isEqualTo(1);
            assertThat(run.spec().train().images()).isEqualTo(256);
            assertThat(run.spec().train().batchSize()).isEqualTo(32);
            assertThat(run.spec().train().learningRate()).isEqualTo(0.02);
        });
    }

    @Test
    void sharesNoRunAndNoNameWithTheSweepItIsMadeOf() throws IOException {
        String same = GRID + "set: {train.epochs: 1, train.batch_size: 32, methods.dice.samples_per_class: 16}\n";
        String dice = same.replace("[de, {name: sdde, lambda: [0.5, 0, 0.1, 1]}]", "[de, dice]");
        Plan smoke = smoke(dice, Shelf.FULL);
        Set<Object> ids =
                Set.copyOf(whole(dice).runs().stream().map(PlannedRun::id).toList());

        assertThat(smoke.sweep().name()).isEqualTo("s-smoke");
        assertThat(smoke.freeze(0).sweep()).isEqualTo("s-smoke");
        assertThat(smoke.runs()).noneMatch(run -> ids.contains(run.id()));
    }

    @Test
    void aLongNameStaysShortEnoughForAFolder() throws IOException {
        String name = "n".repeat(64);

        assertThat(smoke(GRID.replace("sweep: s", "sweep: " + name), Shelf.FULL)
                        .sweep()
                        .name())
                .hasSize(64)
                .endsWith("n-smoke");
    }

    @Test
    void keepsEveryMethodParameterThatIsNoNumberAndEverySum() throws IOException {
        Plan plan = smoke(
                """
                sweep: s
                grid:
                  dataset: [mnist, fashion-mnist]
                  ensemble_size: 3
                  seed: 1
                  method:
                    - {name: placebo, arm: [permuted, random-channels, attraction]}
                    - {name: combined, terms: {sdde: 0.1, ncl: 0.1}}
                    - {name: combined, terms: {sdde: 0.1, adp: [0.1, 0.2, 0.3]}}
                """,
                Shelf.FULL);

        assertThat(plan.runs()).hasSize(2 * (3 + 1 + 2));
    }

    @Test
    void drawsOfARandomGridBecomeTwoForEachMethod() throws IOException {
        Plan plan = smoke(
                """
                sweep: s
                grid: {dataset: mnist, ensemble_size: 3, seed: 1, method: [adp, sdde]}
                random: {count: 40, seed: 7, lambda: {log_uniform: [0.001, 1]}, train.epochs: {uniform: [5, 10]}}
                """,
                Shelf.FULL);

        assertThat(plan.runs()).hasSize(4);
    }

    @Test
    void axesThatMoveTogetherStayTogether() throws IOException {
        Plan plan = smoke(
                """
                sweep: s
                grid: {dataset: mnist, seed: 1}
                zip: {ensemble_size: [1, 5, 3], method: [single, de, de]}
                """,
                Shelf.FULL);

        assertThat(titles(plan)).containsExactly("mnist single N=1 seed=1", "mnist de N=3 seed=1");
    }

    @Test
    void aValueThatARuleTakesOutIsNotChosen() throws IOException {
        Plan plan = smoke(
                GRID + "exclude: [{seed: 3..4}, {ensemble_size: 3}, {train.epochs: 50, lambda: 1}]\n", Shelf.FULL);

        assertThat(titles(plan))
                .contains("mnist de N=5 seed=5", "mnist de N=5 seed=6")
                .hasSize(6);
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.sweep().smoke().orElseThrow().reduced())
                .contains("rule {train.epochs: 50, lambda: 1} is left out");
    }

    @Test
    void hasNoBudgetAndNoGpu() throws IOException {
        Plan plan = smoke(GRID + "devices: [cuda:0]\nbudget: {time: 2 s, runs: 1}\nretries: 1\n", Shelf.FULL);

        assertThat(plan.sweep().execution().gpus()).isEmpty();
        assertThat(plan.sweep().execution().budget().runs()).isEmpty();
        assertThat(plan.sweep().execution().budget().time()).isEmpty();
        assertThat(plan.sweep().execution().retries()).hasValue(1);
        assertThat(plan.sweep().smoke().orElseThrow().reduced())
                .contains("budget: none", "devices: the processor instead of [cuda:0]");
    }

    @Test
    void generatedImagesHaveNamesOfTheirOwn() throws IOException {
        Plan plan = smoke(
                """
                sweep: s
                grid: {dataset: mnist, ensemble_size: 3, seed: 1..2, method: [de, sdde]}
                set:
                  ood.near: [fashion-mnist, notmnist]
                  ood.far: [svhn]
                claims:
                  - endpoint: {metric: auroc, set: svhn/test}
                    contrast: {method: [sdde, de]}
                """,
                new Shelf(Set.of("notmnist", "svhn"), 60_000));

        List<EvalSet> sets = plan.runs().get(0).evalSets();
        assertThat(sets)
                .extracting(EvalSet::name)
                .contains("mnist/test", "fashion-mnist/test", "notmnist-stand-in/test", "svhn-stand-in/test")
                .doesNotContain("svhn/test", "notmnist/test");
        assertThat(sets.stream().filter(set -> set.name().contains("stand-in")))
                .allMatch(set -> set.dataset().name().equals("synthetic"))
                .extracting(set -> set.dataset().parameters().get("seed"))
                .doesNotHaveDuplicates();
        assertThat(plan.sweep().claims().keySet())
                .extracting(claim -> claim.endpoint().set())
                .containsExactly("svhn-stand-in/test");
        Smoke kept = Objects.requireNonNull(plan.freeze(0).smoke());
        assertThat(kept.standIns()).isNotEmpty().allMatch(standIn -> standIn.why()
                .isEmpty());
    }

    @Test
    void anAbsentTrainingSetIsGeneratedWithItsShapeAndItsShiftsToo() throws IOException {
        Plan plan = smoke(
                """
                sweep: s
                grid: {dataset: cifar10, ensemble_size: 3, seed: 1, method: dice}
                exclude: [{dataset: cifar10, method: de}]
                """,
                new Shelf(Set.of("cifar10"), 0));
        RunSpec spec = plan.runs().get(0).spec();

        assertThat(spec.dataset().name()).isEqualTo("synthetic");
        assertThat(spec.dataset().parameters())
                .containsAllEntriesOf(new TreeMap<>(Map.of("channels", 3, "size", 32, "classes", 10)));
        assertThat(spec.network().toString()).isEqualTo("resnet18-32{width=4}");
        assertThat(spec.method().parameters()).containsEntry("samples_per_class", 16);
        assertThat(plan.runs().get(0).evalSets())
                .extracting(EvalSet::name)
                .contains("synthetic/test", "cifar10-rotation-stand-in/validation", "cifar100/test");
    }

    @Test
    void aSmallDatasetKeepsAShareForValidation() throws IOException {
        Plan plan = smoke(GRID, new Shelf(Set.of(), 400));

        assertThat(plan.runs().get(0).spec().dataset().parameters()).containsEntry("validation_size", 100);
    }

    @Test
    void thePlanSaysWhatWasReducedAndWhy() throws IOException {
        Plan plan = smoke(GRID + "set: {ood.far: [svhn]}\n", new Shelf(Set.of("svhn"), 60_000));
        Estimate none = new Estimate(0, 0, 0, 0, 0, Map.of(), 0);

        assertThat(new PlanPrinter(plan, 1, none, 1000).text())
                .contains("smoke form of s: a trial of the program; its numbers are no results")
                .contains("  seed: 2 of 7 values\n")
                .contains("  generated images stand in for svhn (3 × 32 × 32, 10 classes): svhn is missing\n");
        assertThat(new PlanPrinter(plan, 1, none, 1000).json()).contains("\"smoke\":{\"of\":\"s\"");
    }

    @Test
    void aSetOfTheUsersFilesThatIsNotThereIsReplaced() throws IOException {
        Plan plan = smoke(
                GRID + "set: {ood.near: [fashion-mnist, {name: mine, idx: {images: none.gz}}]}\n",
                new Shelf(Set.of("idx"), 60_000));

        assertThat(plan.runs().get(0).evalSets())
                .extracting(EvalSet::name)
                .contains("fashion-mnist/test", "mine-stand-in/test")
                .doesNotContain("mine/test");
    }

    @Test
    void rulesThatWouldLeaveNothingOfTheFormAreLeftOut() throws IOException {
        Plan plan = smoke(GRID + "exclude: [{ensemble_size: 3, method: [de, sdde]}]\n", Shelf.FULL);

        assertThat(plan.runs()).hasSize(6);
        assertThat(plan.sweep().smoke().orElseThrow().reduced())
                .contains("exclude: left out, it would take out every run");
    }

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("sweeps"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    /** Whatever data there are: all that is published, or none of it. */
    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedSweepHasASmallSmokeFormOfAllItsMethods(Path file) {
        Set<String> downloads = Set.of(
                "notmnist",
                "notmnist-10k",
                "kmnist",
                "cifar10",
                "cifar100",
                "svhn",
                "tiny-imagenet",
                "textures",
                "places365-small");

        Plan plan = planner().smoke(file, new RunFolders(folder.resolve("runs")), new Shelf(downloads, 60_000));

        assertThat(plan.runs()).hasSizeBetween(2, 40);
        assertThat(plan.runs()).allSatisfy(run -> {
            assertThat(run.spec().train().images()).isEqualTo(256);
            assertThat(run.spec().seed()).isLessThanOrEqualTo(2);
        });
    }
}
