package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A slip of one letter in any key of the grammar: the message stands at that key and names the right one. */
class TypoTest {
    private static final List<String> SWEEPS = List.of(
            """
            sweep: a
            description: what for
            recipe: experiments/mnist.yaml
            grid:
              dataset: mnist
              ensemble_size: 3
              method:
                - {name: sdde, lambda: 0.1}
                - {name: adp, alpha: 1, beta: 2}
                - {name: dice, discriminator_learning_rate: 1e-3, ramp_up_epochs: 3}
                - {name: combined, terms: {sdde: 0.1, ncl: 0.2}}
              network: [{name: resnet18-32, width: 8}]
            zip: {seed: 1..2, train.learning_rate: [0.1, 0.2]}
            random:
              count: 3
              seed: 4
              train.batch_size: {choice: [64, 128]}
              train.epochs: {uniform: [1, 5]}
            exclude:
              - {method: de, ensemble_size: 3}
            set:
              train: {augmentation: none}
              network.width: 8
              methods: {ncl: {lambda: 0.3}}
              ood:
                near: [fashion-mnist, {name: mine, idx: {images: a, labels: b}}]
                far: []
                validation: [{name: turned, shift: {of: mnist, kind: rotation}}]
            claims:
              - name: C1
                endpoint: {metric: auroc, set: ood-near, aggregator: minmax}
                contrast: {method: [sdde, adp]}
                margin: 0.01
            report: {baseline: adp, aggregator: minmax}
            devices: {cpu: 2}
            executor: local
            slurm: {partition: gpu, account: lab, qos: long, gres: none, time: 4 h, cpus: 2, memory: 8 GB, at_a_time: 4, queued: 9}
            retries: 1
            order: seeds
            priority:
              - {method: sdde, seed: 1}
            features: all
            stall_limit: 30 min
            budget: {time: 2 h, runs: 5}
            tracking: {mlflow: "http://127.0.0.1:5000", experiment: nightly, artifacts: [logits]}
            """,
            """
            sweep: b
            blocks:
              - grid: {dataset: mnist, ensemble_size: 3, seed: 1, method: [de, sdde], lambda: 0.1}
              - zip: {dataset: mnist, ensemble_size: 3, seed: 1, method: sdde}
                random: {count: 2, lambda: {log_uniform: [0.1, 1]}}
            set: {dataset.validation_size: 100, methods.sdde.lambda: 0.2}
            claims:
              - {endpoint: {metric: auroc, method: de}, contrast: {aggregator: [minmax, U_avg]}}
            devices: [cuda:0]
            runs_per_device: 2
            """);
    private static final Pattern KEY = Pattern.compile("(?<=[\\s{])[a-z][a-z0-9_.-]*(?=:( |\\n))|^[a-z]+(?=:)");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    @Test
    void theUnchangedSweepsAreRight() {
        SWEEPS.forEach(text -> assertThat(Reading.of(text).problems()).isEmpty());
    }

    @Test
    void everyTopLevelKeyIsTried() {
        Set<String> tried = new TreeSet<>();
        SWEEPS.forEach(text -> KEY.matcher(text).results().forEach(key -> tried.add(key.group())));

        assertThat(tried)
                .containsAll(SweepReader.KEYS)
                .containsAll(ClaimReader.KEYS)
                .containsAll(AxisReader.AXES);
    }

    @Test
    void ninetyNinePercentOfSlipsAreNamedAtTheirPlaceWithTheRightKey() {
        List<String> missed = new ArrayList<>();
        int tried = 0;
        for (String text : SWEEPS) {
            for (MatchResult key : KEY.matcher(text).results().toList()) {
                for (String slip : slips(key.group())) {
                    tried++;
                    String wrong = text.substring(0, key.start()) + slip + text.substring(key.end());
                    List<String> problems = Reading.of(wrong).problems();
                    if (problems.stream().noneMatch(problem -> names(problem, text, key))) {
                        missed.add(place(text, key.start()) + key.group() + " as " + slip + ": " + problems);
                    }
                }
            }
        }

        assertThat(tried).isGreaterThan(2000);
        assertThat(missed).hasSizeLessThan(tried / 100);
    }

    private static boolean names(String problem, String text, MatchResult key) {
        String last = key.group().substring(key.group().lastIndexOf('.') + 1);
        boolean suggested = Pattern.compile("did you mean [^?]*'([a-z_0-9.-]+\\.)?" + last + "'[^?]*\\?")
                .matcher(problem)
                .find(); // a nested key may be named by its path
        return problem.startsWith(place(text, key.start())) && suggested;
    }

    private static String place(String text, int at) {
        String before = text.substring(0, at);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        return "a.yaml:%d:%d: ".formatted(line, at - before.lastIndexOf('\n'));
    }

    /** Letters left out, doubled, swapped, replaced and put in; none that are another key there. */
    private static Set<String> slips(String key) {
        SplittableRandom random = new SplittableRandom(key.hashCode());
        Set<String> slips = new TreeSet<>();
        for (int i = 0; i < key.length(); i++) {
            char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
            slips.add(key.substring(0, i) + key.substring(i + 1));
            slips.add(key.substring(0, i + 1) + key.substring(i));
            slips.add(key.substring(0, i) + other + key.substring(i + 1));
            slips.add(key.substring(0, i) + other + key.substring(i));
            if (i > 0) {
                slips.add(key.substring(0, i - 1) + key.charAt(i) + key.charAt(i - 1) + key.substring(i + 1));
            }
        }
        slips.removeIf(slip -> slip.equals(key) || !slip.matches("[a-z].*"));
        return slips;
    }
}
