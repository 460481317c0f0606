package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdde.run.Registration;
import sdde.run.RunId;

/** What the keys beside the grid do to a plan. */
class PlanLanguageTest {
    private static final String GRID =
            "sweep: a\ngrid: {dataset: mnist, ensemble_size: 3, seed: [2, 1], method: [de, sdde]}\n";
    private static final String CLAIM = "claims: [{endpoint: {metric: auroc%s}, contrast: {%s: [%s]}}]\n";

    @TempDir
    private Path folder;

    private PlanText texts;

    @BeforeEach
    void useFolder() {
        texts = new PlanText(folder);
    }

    @Test
    void drawnPointsMultiplyTheGridAndMergeWhereTheyCannotMatter() {
        Plan plan = texts.plan(GRID + "random: {count: 5, lambda: {log_uniform: [1e-3, 1]}}\n");

        assertThat(plan.expanded()).isEqualTo(2 * 2 * 5);
        assertThat(plan.runs()).hasSize(2 + 2 * 5); // de is one run a seed
        assertThat(plan.axes().getOrDefault("lambda", List.of())).hasSize(5).allMatch(shown -> shown.length() <= 7);
    }

    @Test
    void anotherDrawAddsExactlyItsPoints() {
        String five = GRID + "random: {count: 5, lambda: {log_uniform: [1e-3, 1]}}\n";
        Set<RunId> more = new HashSet<>(texts.ids(five.replace("count: 5", "count: 6")));

        assertThat(more).containsAll(texts.ids(five)).hasSize(2 + 2 * 6);
    }

    @Test
    void aDrawIsTheRunOfThatNumber() {
        Plan plan = texts.plan(GRID + "random: {count: 3, seed: 4, lambda: {log_uniform: [1e-3, 1]}}\n");
        String drawn = plan.axes().getOrDefault("lambda", List.of()).get(0);

        assertThat(texts.ids(GRID.replace("sdde]", "{name: sdde, lambda: " + drawn + "}]")))
                .allMatch(id -> plan.runs().stream().anyMatch(run -> run.id().equals(id)));
    }

    @Test
    void runsInTheOrderOfTheFileIfAsked() {
        assertThat(seeds(GRID)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(seeds(GRID + "order: file\n")).containsExactly(2L, 2L, 1L, 1L);
        assertThat(texts.plan(GRID + "order: file\n").freeze(0).hash())
                .isEqualTo(texts.plan(GRID).freeze(0).hash());
    }

    private List<Long> seeds(String text) {
        return texts.plan(text).runs().stream().map(run -> run.spec().seed()).toList();
    }

    private List<String> order(String text) {
        return texts.plan(text).runs().stream()
                .map(run -> run.spec().method().name() + run.spec().seed())
                .toList();
    }

    @Test
    void startsFirstWhatAgreesWithAnEarlierRuleOfPriority() {
        assertThat(order(GRID + "priority: [{method: sdde, seed: 2}, {seed: [2, 1], method: sdde}]\n"))
                .containsExactly("sdde2", "sdde1", "de1", "de2");
        assertThat(order(GRID + "priority: [{seed: 2}]\n")).containsExactly("de2", "sdde2", "de1", "sdde1");
        assertThat(order(GRID + "priority: [{method: de}]\norder: file\n"))
                .containsExactly("de2", "de1", "sdde2", "sdde1");
        assertThat(order(GRID + "priority: []\n")).isEqualTo(order(GRID));
    }

    @Test
    void aRunThatSeveralPointsNameHasTheBestOfTheirPriorities() {
        String blocks =
                """
                sweep: a
                blocks:
                  - grid: {dataset: mnist, ensemble_size: 3, seed: 1, method: ncl, lambda: [0.1, 0.3]}
                  - grid: {dataset: mnist, ensemble_size: 3, seed: 1, method: {name: ncl, lambda: default}}
                priority: [{methods.ncl.lambda: 0.3}]
                """;

        assertThat(texts.plan(blocks).runs().get(0).spec().method().parameters())
                .containsEntry("lambda", 0.3);
    }

    @Test
    void aPlanSaysWhatItsPrioritiesPutFirst() {
        Plan plan = texts.plan(GRID + "priority: [{method: sdde, seed: 2}, {method: sdde}, {seed: 2, method: sdde}]\n");
        String shown = new PlanPrinter(plan, 1, new Estimate(0, 0, 0, 0, 0, Map.of(), 0), 0).text();

        assertThat(plan.ahead()).extracting(Plan.Ahead::runs).containsExactly(1, 1, 0);
        assertThat(shown.substring(
                        shown.indexOf("in this order"),
                        shown.indexOf(plan.runs().get(0).id().hex())))
                .contains("in this order\n         1 put ahead by {method: sdde, seed: 2} (")
                .contains("         1 put ahead by {method: sdde} (")
                .endsWith("       1  ");
        assertThat(shown).contains("sdde λ=0.1 N=3 seed=2  new\n       2  ");
        assertThat(plan.warnings()).hasSize(1);
        assertThat(plan.warnings().get(0).toString())
                .endsWith(
                        ":3:53: rule {seed: 2, method: sdde} puts no run ahead: none agrees with it, or with it alone");
    }

    @Test
    void aMethodWithListsIsSeveralPointsAtItsPlaceInAZip() {
        String sweep =
                "sweep: a\ngrid: {dataset: mnist, ensemble_size: 3}\nzip: {method: [de, {name: sdde, lambda: [0.1, 0.2]}],"
                        + " seed: [1, 2]}\n";

        assertThat(texts.plan(sweep).runs())
                .extracting(run -> run.spec().title())
                .containsExactly("mnist de N=3 seed=1", "mnist sdde λ=0.1 N=3 seed=2", "mnist sdde λ=0.2 N=3 seed=2");
        assertThat(texts.problem(sweep.replace("[1, 2]", "[1, 2, 3]")))
                .contains("a.yaml:3:7: axes of 'zip' must be equally long: method has 2 (line 3), seed has 3 (line 3)");
    }

    private static final String DEFAULTS =
            """
            sweep: a
            grid:
              dataset: mnist
              ensemble_size: 3
              seed: 1..3
              method: [de, {name: sdde, lambda: [default, 0.1, 0.2]}] # 0.1 is what the recipe says
              train.epochs: [default, 5]
            """;

    @Test
    void anyKeyOfARecipeMayBeLeftToIt() {
        Plan plan = texts.plan(DEFAULTS);

        assertThat(plan.runs()).hasSize((1 + 2) * 2 * 3);
        assertThat(plan.runs()).extracting(run -> run.spec().train().epochs()).containsOnly(50, 5);
        assertThat(texts.ids(DEFAULTS.replace("default, 5", "50, 5"))).isEqualTo(texts.ids(DEFAULTS));
        assertThat(plan.axes()).containsEntry("train.epochs", List.of("default", "5"));
        assertThat(plan.resolved())
                .anyMatch(value -> value.key().equals("train.epochs")
                        && value.value().equals("50")
                        && value.source().startsWith("experiments/mnist.yaml:13"));
        assertThat(texts.problem(DEFAULTS + "  methods.ncl.lambda: default\n"))
                .contains("a.yaml:8:23: 'methods.ncl.lambda' has no effect: no run takes it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{lambda: default} | 12",
                "{method: {name: sdde, lambda: default}, seed: 1} | 4",
                "{lambda: [default, 0.2]} | 18",
                "{train.epochs: default} | 12",
                "{train.epochs: default, method: {name: sdde, lambda: default}, dataset: mnist} | 6",
                "{methods.sdde.lambda: default, network: default} | 12",
                "{methods.sdde.lambda: default, seed: 2} | 4",
                "{train.momentum: default, seed: 2} | 8",
                "{dataset.split_seed: default, seed: 2} | 8",
                "{methods.adp.beta: default} | 0",
            })
    void defaultInARuleIsTheValueThatTheRecipeHas(String rule, int points) {
        Plan plan = texts.plan(DEFAULTS + "exclude: [" + rule + "]\n");

        assertThat(plan.exclusions().get(0).points()).isEqualTo(points);
        assertThat(plan.exclusions().get(0).rule().text()).isEqualTo(rule);
    }

    @Test
    void defaultInARuleCountsWhatSetSaysAndShowsIt() {
        String sweep = DEFAULTS + "exclude: [{lambda: default}]\nset: {methods.sdde.lambda: 0.2}\n";
        Plan plan = texts.plan(sweep);

        assertThat(plan.exclusions().get(0).points()).isEqualTo(2 * 6); // as written, and as 0.2
        assertThat(plan.runs()).noneMatch(run -> Double.valueOf(0.2)
                .equals(run.spec().method().parameters().get("lambda")));
        assertThat(plan.resolved())
                .anyMatch(value -> value.key().equals("sdde.lambda")
                        && value.value().equals("0.2")
                        && value.source().contains("a.yaml:9:28"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{method: de} | 3:11: expected a list of rules such as '- {method: de}', got {method: 'de'}",
                "[de] | 3:12: expected a rule such as {method: de}, got 'de'",
                "[{methd: de}] | 3:13: unknown axis 'methd'; did you mean 'method'?",
                "[{method: ed}] | 3:21: unknown method 'ed'; did you mean 'de'?",
            })
    void refusesPrioritiesThatAreNoRules(String written, String problem) {
        assertThat(texts.problem(GRID + "priority: " + written + "\n")).contains("a.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "budget: {time: 2 h, runs: 3}",
                "priority: [{method: sdde, seed: 2}]",
                "devices: {cpu: 2}",
                "retries: 5",
                "report: {baseline: sdde}",
                "claims: [{endpoint: {metric: auroc}, contrast: {method: [sdde, de]}}]",
            })
    void whatChangesNoNumberChangesNoPlan(String line) {
        assertThat(texts.plan(GRID + line + "\n").freeze(0).hash())
                .isEqualTo(texts.plan(GRID).freeze(0).hash());
    }

    @Test
    void claimsAreFrozenWithThePlan() {
        Plan plan = texts.plan(GRID + CLAIM.formatted("", "method", "sdde, de"));
        Registration now = plan.register(7);

        assertThat(plan.freeze(7).claims()).hasSize(1).isEqualTo(now.claims());
        assertThat(now.begun()).isZero();
        assertThat(now.runs()).isEqualTo(4);
        assertThat(now.plan()).isEqualTo(plan.freeze(0).hash());
    }

    @Test
    void aClaimOfRunsThatAreNotThereIsRefused() {
        assertThat(texts.problem(GRID + CLAIM.formatted("", "method", "sdde, ncl")))
                .contains("a.yaml:3:10: claim 'claim-1': no run of this sweep has method 'ncl'; it has [de, sdde]");
        assertThat(texts.problem(GRID + CLAIM.formatted(", set: ood-nera", "aggregator", "minmax, logit-average")))
                .contains("a.yaml:3:42: claim 'claim-1': no run is evaluated on 'ood-nera'; did you mean 'ood-near'?");
        assertThat(texts.problem(GRID + CLAIM.formatted(", set: fashion-mnist/test", "method", "sdde, de")))
                .isEmpty();
    }

    @Test
    void rulesThatTakeOutEverythingAreRefused() {
        assertThat(texts.problem(GRID + "exclude: [{seed: 1..2}]\n"))
                .contains("a.yaml:3:11: 'exclude' takes out every point: nothing is left to run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweep: ../x | be 1 to 64 letters",
                "sweep: a b | be 1 to 64 letters",
                "sweep: über | be 1 to 64 letters",
                "sweep: LONG | be 1 to 64 letters",
                "sweep: con.txt | not be that of a device on Windows",
                "sweep: .hidden | be 1 to 64 letters",
            })
    void refusesNamesThatAreNoSafeFileNames(String line, String rule) {
        String name = line.replace("LONG", "x".repeat(300));

        assertThat(texts.problem(GRID.replace("sweep: a", name))).contains("a.yaml:1:8: sweep name must " + rule);
    }
}
