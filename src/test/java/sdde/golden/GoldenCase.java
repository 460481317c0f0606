package sdde.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import sdde.run.Json;

/**
 * One case of the golden statistics: inputs and expected values made with SciPy, scikit-learn and others. A value passes
 * if it is within {@code abs + rel |expected|} of the case's tolerance and would not pass if it were 100 times that away.
 * Every value checked leaves a line in {@code target/golden-stats.jsonl}.
 */
public final class GoldenCase {
    private final String file;
    private final JsonNode entry;
    private final Set<String> checked = new TreeSet<>();

    private GoldenCase(String file, JsonNode entry) {
        this.file = file;
        this.entry = entry;
    }

    /**
     * The cases of a kind; skips the test if the set has none.
     *
     * @param kind middle part of a case's name: {@code aurc} of {@code open/aurc/ties}
     */
    public static List<GoldenCase> all(String file, String kind) {
        List<GoldenCase> cases = new ArrayList<>();
        if (Files.exists(Golden.statistics().resolve(file))) {
            for (JsonNode entry : Json.read(Golden.statistics().resolve(file), JsonNode.class)) {
                if (entry.path("name").asText().split("/")[1].equals(kind)) {
                    cases.add(new GoldenCase(file, entry));
                }
            }
        }
        Assumptions.assumeFalse(cases.isEmpty(), "the golden set has no " + kind + " in " + file);
        return cases;
    }

    public String name() {
        return entry.path("name").asText();
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

    public boolean expects(String pointer) {
        return !entry.at("/expected" + pointer).isMissingNode();
    }

    /**
     * One value or, in the order of a nested list, all of them. Passes over what the case does not expect, what its
     * tolerance says is not to be checked, and what the other library refused to compute.
     */
    public void check(String pointer, double... yours) {
        if (!expects(pointer) || entry.at("/expected" + pointer).isObject() || isWaived(pointer)) {
            return;
        }
        double[] golden = flat(entry.at("/expected" + pointer));
        assertThat(yours).as("%s of %s", pointer, name()).hasSameSizeAs(golden);
        for (int i = 0; i < golden.length; i++) {
            Rule rule = new Rule(tolerance(pointer, golden[i]));
            double[] expected = {golden[i]};
            double[] actual = {yours[i]};
            Rule.Verdict verdict = rule.compare(expected, actual);
            String value = name() + pointer + (golden.length == 1 ? "" : "/" + i);
            if (checked.add(value)) {
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

    private boolean isWaived(String pointer) {
        return entry.at("/tolerance/per_key/" + pointer.split("/")[1]).isTextual();
    }

    private double tolerance(String pointer, double golden) {
        JsonNode own = entry.at("/tolerance/per_key/" + pointer.split("/")[1]);
        JsonNode tolerance = entry.path("tolerance");
        double absolute = own.path("abs").asDouble(tolerance.path("abs").asDouble());
        double relative = own.path("rel").asDouble(tolerance.path("rel").asDouble());
        return absolute + (Double.isFinite(golden) ? relative * Math.abs(golden) : 0);
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
