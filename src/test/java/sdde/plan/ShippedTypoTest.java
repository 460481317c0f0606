package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import sdde.config.Measures;
import sdde.config.UserError;
import sdde.worker.RunChecks;

/**
 * A wrong character in any key of any shipped file, or in a value that is one of known words, is named at its line and column,
 * with the right word. Tries a few slips of each; {@code -Dsdde.slips=9999} tries all of one character.
 */
class ShippedTypoTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final int SLIPS = Integer.getInteger("sdde.slips", 6);
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz_";
    /** Values that no registry knows. */
    private static final List<String> WORDS = List.of(
            "flip-crop",
            "none",
            "mean",
            "sum",
            "gradcam",
            "input-gradient",
            "activation",
            "permuted",
            "random-channels",
            "attraction",
            "rotation",
            "noise",
            "patch-shuffle",
            "logdet",
            "accuracy",
            "auroc",
            "ood-near",
            "test",
            "logit-average",
            "prob-average",
            "U_avg",
            "seeds",
            "short",
            "local",
            "never",
            "auto");

    private static final String EVERY_WORD =
            """
            sweep: every-word
            grid:
              dataset: mnist
              ensemble_size: 2
              seed: 1
              network: lenet
              method: [de, {name: sdde, saliency: activation, similarity: logdet}, {name: placebo, arm: permuted}]
              train.loss_reduction: [mean, sum]
            set: {train.augmentation: none, ood.near: [{name: turned, shift: {of: mnist, kind: rotation}}]}
            order: seeds
            features: short
            executor: local
            stall_limit: never
            devices: auto
            report: {baseline: de, aggregator: logit-average}
            claims:
              - {endpoint: {metric: auroc, set: ood-near, aggregator: U_avg}, contrast: {method: [sdde, de]}}
              - {endpoint: {metric: accuracy, set: test}, contrast: {method: [sdde, de]}}
            """;

    private static final String EVERY_METHOD =
            """
            sweep: every-method
            grid: {dataset: DATASET, ensemble_size: 3, seed: 1, method: [de, ncl, adp, dice, sdde]}
            """;

    private static final Set<String> KNOWN = words();
    private static final Set<String> DATASETS =
            Set.copyOf(RunChecks.vocabulary().datasets().names());

    /** @param place {@code file:line:column: }, as messages begin */
    private record Key(int at, String place, String name, boolean isValue) {}

    @TempDir
    private Path folder;

    private final List<String> missed = new ArrayList<>();
    private int tried;

    @BeforeEach
    void copyTheShippedFiles() throws IOException {
        for (String kind : List.of("experiments", "sweeps")) {
            Files.createDirectories(folder.resolve(kind));
            for (Path file : files(ROOT.resolve(kind))) {
                Files.copy(file, folder.resolve(kind).resolve(file.getFileName()));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Set<String> words() {
        Set<String> words = new LinkedHashSet<>(WORDS);
        words.addAll(RunChecks.vocabulary().methods().names());
        words.addAll(RunChecks.vocabulary().networks().names());
        words.addAll(RunChecks.vocabulary().datasets().names());
        return words;
    }

    @Test
    void ninetyNinePercentOfSlipsInShippedFilesAreNamedWithTheRightKey() throws IOException {
        Files.writeString(folder.resolve("sweeps/every_word.yaml"), EVERY_WORD);
        for (Path sweep : files(folder.resolve("sweeps"))) {
            slipInto(sweep, sweep.toString(), sweep);
        }
        for (Path recipe : files(folder.resolve("experiments"))) {
            String dataset = recipe.getFileName().toString().replace(".yaml", "");
            Path sweep = Files.writeString(folder.resolve("every.yaml"), EVERY_METHOD.replace("DATASET", dataset));
            slipInto(recipe, "experiments/" + recipe.getFileName(), sweep);
        }

        assertThat(tried).isGreaterThan(4000);
        System.out.printf("%d slips, %d not named: %s%n", tried, missed.size(), missed);
        assertThat(missed).hasSizeLessThanOrEqualTo(tried / 100);
    }

    /** @param shown the file as messages name it, @param sweep that is planned */
    private void slipInto(Path file, String shown, Path sweep) throws IOException {
        Measures measures = SmokeFormTest.MEASURES;
        Planner planner = new Planner(RunChecks.vocabulary().with(measures), folder);
        String text = Files.readString(file);
        List<Key> keys = new ArrayList<>();
        collect(new Yaml().compose(new StringReader(text)), shown, keys);
        for (Key key : keys) {
            for (String slip : slips(key.name(), key.isValue())) {
                tried++;
                int end = key.at() + key.name().length();
                Files.writeString(file, text.substring(0, key.at()) + slip + text.substring(end));
                String said = said(planner, sweep);
                if (said.lines().noneMatch(line -> names(line.strip(), key))) {
                    missed.add(key.place() + key.name() + " as " + slip + ": " + said);
                }
            }
        }
        Files.writeString(file, text);
    }

    private static String said(Planner planner, Path sweep) {
        try {
            return "accepted: "
                    + planner.plan(sweep, PlanText.Nothing.THERE).runs().size() + " runs";
        } catch (UserError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean names(String line, Key key) {
        String last = key.name().substring(key.name().lastIndexOf('.') + 1);
        return line.startsWith(key.place())
                && Pattern.compile("did you mean [^?]*'([a-z_0-9.-]+\\.)?" + Pattern.quote(last) + "'[^?]*\\?")
                        .matcher(line)
                        .find();
    }

    private static void collect(Node node, String file, List<Key> keys) {
        if (node instanceof MappingNode mapping) {
            boolean isNamedSet = mapping.getValue().stream()
                    .anyMatch(entry -> DATASETS.contains(((ScalarNode) entry.getKeyNode()).getValue()));
            for (NodeTuple entry : mapping.getValue()) {
                ScalarNode key = (ScalarNode) entry.getKeyNode();
                keys.add(key(key, file, false));
                if (!(isNamedSet && key.getValue().equals("name"))) { // the user's own name
                    collect(entry.getValueNode(), file, keys);
                }
            }
        } else if (node instanceof SequenceNode items) {
            items.getValue().forEach(item -> collect(item, file, keys));
        } else if (node instanceof ScalarNode value && KNOWN.contains(value.getValue())) {
            keys.add(key(value, file, true));
        }
    }

    private static Key key(ScalarNode node, String file, boolean isValue) {
        Mark mark = node.getStartMark();
        String place = "%s:%d:%d: ".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
        return new Key(mark.getIndex(), place, node.getValue(), isValue);
    }

    /** One character left out, put in, replaced, or swapped with the next. */
    private static Set<String> slips(String key, boolean isValue) {
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i <= key.length(); i++) {
            for (int k = 0; k < LETTERS.length(); k++) {
                char letter = LETTERS.charAt(k);
                all.add(key.substring(0, i) + letter + key.substring(i));
                if (i < key.length()) {
                    all.add(key.substring(0, i) + letter + key.substring(i + 1));
                }
            }
            if (i < key.length()) {
                all.add(key.substring(0, i) + key.substring(i + 1));
            }
            if (i + 1 < key.length()) {
                all.add(key.substring(0, i) + key.charAt(i + 1) + key.charAt(i) + key.substring(i + 2));
            }
        }
        if (isValue) {
            all.removeAll(KNOWN); // another one that is right
        }
        all.remove(key);
        all.remove("");
        List<String> some = new ArrayList<>(all);
        Collections.shuffle(some, new Random(key.hashCode()));
        return new LinkedHashSet<>(some.subList(0, Math.min(SLIPS, some.size())));
    }
}
