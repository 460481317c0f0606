package sdde.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import sdde.run.Json;

/**
 * One case of the golden statistics: inputs and expected values made with SciPy, scikit-learn and others. A value passes
 * if it is within {@code abs + rel |expected|} of the case's tolerance and would not pass if it were 100 times that away.
 * Every value checked leaves a line in {@code target/golden-stats.jsonl}.
 */
public final class GoldenCase {
    /** {@code rliable_seed…} are draws of rliable's own generator, {@code endpoint_mc_sd} says how they spread. */
    private static final Pattern OTHER_TOOLS = Pattern.compile(
            "_info(/|$)|/MLstatkit_method|/autorank_|_qsturng|raises|/rliable_seed|/endpoint_mc_sd|/inputs_");

    private final String file;
    private final JsonNode entry;
    private final Set<String> checked = new TreeSet<>();

    private GoldenCase(String file, JsonNode entry) {
        this.file = file;
        this.entry = entry;
    }

    /** Every case of a file. */
    static List<GoldenCase> all(Path file) {
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode entry : Json.read(file, JsonNode.class)) {
            cases.add(new GoldenCase(String.valueOf(file.getFileName()), entry));
        }
        return cases;
    }

    public String name() {
        return entry.path("name").asText();
    }

    /** What made the case: calls of other libraries. */
    String function() {
        return entry.path("function").asText();
    }

    public boolean has(String input) {
        return !entry.at("/inputs" + input).isMissingNode();
    }

    /** One number below {@code inputs}. */
    public double number(String pointer) {
        return numbers(pointer)[0];
    }

    /** A list of lists below {@code inputs}, of any lengths. */
    public double[][] matrix(String pointer) {
        JsonNode rows = entry.at("/inputs" + pointer);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(GoldenCase::flat)
                .toArray(double[][]::new);
    }

    /** Texts below {@code inputs}. */
    public List<String> texts(String pointer) {
        return words(entry.at("/inputs" + pointer));
    }

    /** @param pointer below {@code inputs}: {@code /labels} */
    public double[] numbers(String pointer) {
        return flat(entry.at("/inputs" + pointer));
    }

    public int[] integers(String pointer) {
        return Arrays.stream(numbers(pointer)).mapToInt(x -> (int) x).toArray();
    }

    /** Extents of a nested list below {@code inputs}. */
    public int[] shape(String pointer) {
        List<Integer> extents = new ArrayList<>();
        for (JsonNode node = entry.at("/inputs" + pointer); node.isArray(); node = node.path(0)) {
            extents.add(node.size());
        }
        return extents.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Pointers below {@code expected} of which the first part matches. */
    public List<String> expected(String pattern) {
        List<String> pointers = new ArrayList<>();
        entry.path("expected").fieldNames().forEachRemaining(name -> {
            if (name.matches(pattern)) {
                pointers.add("/" + name);
            }
        });
        return pointers;
    }

    /** Keys of an object below {@code expected}; none if there is no such object. */
    public List<String> children(String pointer) {
        List<String> names = new ArrayList<>();
        entry.at("/expected" + pointer).fieldNames().forEachRemaining(names::add);
        return names;
    }

    public boolean expects(String pointer) {
        return !entry.at("/expected" + pointer).isMissingNode();
    }

    /**
     * One value or, in the order of a nested list, all of them. Passes over what the case does not expect, what its
     * tolerance says is not to be checked, and what the other library refused to compute.
     */
    public void check(String pointer, double... yours) {
        if (!expects(pointer) || entry.at("/expected" + pointer).isObject() || isExempt(pointer)) {
            return;
        }
        check(entry.at("/expected" + pointer), pointer, yours);
    }

    private void check(JsonNode node, String pointer, double... yours) {
        double[] golden = flat(node);
        List<String> leaves = leaves(node, pointer);
        assertThat(yours).as("%s of %s", pointer, name()).hasSameSizeAs(golden);
        for (int i = 0; i < golden.length; i++) {
            Rule rule = new Rule(tolerance(leaves.get(i), golden[i]));
            double[] expected = {golden[i]};
            double[] actual = {yours[i]};
            Rule.Verdict verdict = rule.compare(expected, actual);
            String value = name() + leaves.get(i);
            if (checked.add(leaves.get(i))) {
                GoldenLog.STATISTICS.append(file, value, verdict);
            }
            assertThat(verdict.passed())
                    .as("%s: got %s, expected %s, tolerance %s", value, yours[i], golden[i], verdict.tolerance())
                    .isTrue();
            assertThat(rule.compare(expected, rule.disturbed(expected, actual)).passed())
                    .as("%s passes although disturbed by 100 times its tolerance", value)
                    .isFalse();
        }
    }

    /** As {@link #check(String, double...)}, of words, truth values or a list of them. */
    public void check(String pointer, List<?> yours) {
        if (!expects(pointer) || isWaived(pointer)) {
            return;
        }
        JsonNode node = entry.at("/expected" + pointer);
        List<String> golden = words(node);
        List<String> actual = yours.stream().map(String::valueOf).toList();
        for (String leaf : leaves(node, pointer)) {
            if (checked.add(leaf)) {
                GoldenLog.STATISTICS.append(file, name() + leaf, new Rule.Verdict(actual.equals(golden), 0, 0));
            }
        }
        if (node.isContainerNode()) {
            checked.add(pointer); // even an empty list
        }
        assertThat(actual).as("%s of %s", pointer, name()).isEqualTo(golden);
    }

    /** Every value that the case wants checked has been, and no other. */
    void assertEverythingChecked() {
        Set<String> wanted = new TreeSet<>(leaves(entry.path("expected"), ""));
        wanted.removeIf(this::isExempt);
        Set<String> seen = new TreeSet<>(checked);
        seen.removeIf(leaf -> entry.at("/expected" + leaf).isContainerNode());

        assertThat(seen).as("values of %s that were checked", name()).containsAll(wanted);
        seen.removeAll(wanted);
        assertThat(seen).as("values of %s that no case wants checked", name()).allMatch(this::isExempt);
    }

    /** What documents other tools, their refusals and their noise, as the notes of the set say. */
    private boolean isExempt(String leaf) {
        return OTHER_TOOLS.matcher(leaf).find()
                || isWaived(leaf)
                || entry.at("/expected" + leaf).asText().equals("omitted");
    }

    private boolean isWaived(String pointer) {
        return rule(pointer).isTextual();
    }

    private JsonNode rule(String pointer) {
        JsonNode rules = entry.at("/tolerance/per_key");
        String key = pointer.substring(1).replace('/', '.');
        while (!rules.has(key) && key.contains(".")) {
            key = key.substring(0, key.lastIndexOf('.'));
        }
        return rules.path(key);
    }

    private double tolerance(String leaf, double golden) {
        JsonNode own = rule(leaf);
        JsonNode matrix = own.path("abs_matrix_for_1500_or_more_reps");
        if (matrix.isArray()) {
            String[] parts = leaf.split("/");
            return matrix.path(Integer.parseInt(parts[parts.length - 2]))
                    .path(Integer.parseInt(parts[parts.length - 1]))
                    .asDouble();
        }
        JsonNode tolerance = entry.path("tolerance");
        double absolute = own.path("abs").asDouble(tolerance.path("abs").asDouble());
        double relative = own.path("rel").asDouble(tolerance.path("rel").asDouble());
        return absolute + (Double.isFinite(golden) ? relative * Math.abs(golden) : 0);
    }

    /** Pointers to the values below a node, in the order of {@link #flat}. */
    private static List<String> leaves(JsonNode node, String pointer) {
        if (node.isValueNode()) {
            return List.of(pointer);
        }
        List<String> leaves = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(child -> leaves.addAll(leaves(child.getValue(), pointer + "/" + child.getKey())));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            leaves.addAll(leaves(node.get(i), pointer + "/" + i));
        }
        return leaves;
    }

    private static List<String> words(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(node.asText());
    }

    private static double[] flat(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .flatMapToDouble(child -> Arrays.stream(flat(child)))
                    .toArray();
        }
        return new double[] {node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble()};
    }
}
