package sdde.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;

/**
 * One file of golden numbers made by the authors' code, and what of it has been checked.
 *
 * <p>A test class opens its file once, checks its outputs one by one and ends with {@link #assertEverythingChecked}. Which
 * cases there are follows from the manifest, never from the test, so that another set of the same form can be given in
 * system property {@code golden.dir}. Every checked array leaves a line in {@code target/golden.jsonl}.
 */
public final class Golden {
    /** A group of a pattern. */
    public static final String NUMBER = "([-+]?[0-9][0-9.]*(?:e[-+]?[0-9]+)?)";

    private final String file;
    private final Map<String, JsonNode> manifest = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private final Map<String, Npy> arrays;
    private final Set<String> checked = new TreeSet<>();

    private Golden(String file) {
        this.file = file;
        JsonNode entry = manifest().path("files").path(file).path("arrays");
        entry.properties().forEach(array -> manifest.put(array.getKey(), array.getValue()));
        words.add(manifest().path("files").path(file).path("what").asText());
        words.add(manifest().path("files").path(file).path("made_by").asText());
        manifest.values().forEach(array -> words.add(array.path("meaning").asText()));
        this.arrays = manifest.isEmpty() ? Map.of() : Npz.read(directory().resolve(file));
    }

    /** @param file its name in the manifest, as {@code lenet.npz}; skips the test if the set has no such file */
    public static Golden open(String file) {
        Golden golden = new Golden(file);
        Assumptions.assumeFalse(golden.manifest.isEmpty(), "the golden set has no " + file);
        return golden;
    }

    /** Names of the files of the set that match, in the manifest's order. */
    public static List<String> files(String pattern) {
        List<String> names = new ArrayList<>();
        manifest().path("files").fieldNames().forEachRemaining(name -> {
            if (name.matches(pattern)) {
                names.add(name);
            }
        });
        return names;
    }

    /** {@code lenet.npz/logits} for every output of every file of the set. */
    static Set<String> allOutputs() {
        Set<String> all = new TreeSet<>();
        manifest()
                .path("files")
                .properties()
                .forEach(file -> file.getValue().path("arrays").properties().forEach(array -> {
                    if (array.getValue().path("role").asText().equals("output")) {
                        all.add(file.getKey() + "/" + array.getKey());
                    }
                }));
        return all;
    }

    /** Folder of the set. */
    public static Path directory() {
        return folder("golden.dir", "src/test/resources/golden");
    }

    /** Folder of the golden statistics. */
    public static Path statistics() {
        return folder("golden.stats.dir", "src/test/resources/golden/stats");
    }

    /** The manifest's scalars in double precision, as {@code ood_metrics/plain} → {@code auroc}. */
    public static JsonNode scalars() {
        return manifest().path("scalars_double");
    }

    private static Path folder(String property, String normal) {
        Path root = Path.of(System.getProperty("sdde.root", ""));
        String given = System.getProperty(property, "");
        return given.isEmpty() ? root.resolve(normal) : Path.of(given);
    }

    private static JsonNode manifest() {
        return Json.read(directory().resolve("manifest.json"), JsonNode.class);
    }

    public boolean has(String array) {
        return manifest.containsKey(array);
    }

    /**
     * What the manifest's words about the file say: the pattern's group where it is found first.
     *
     * @param usual if they do not say it
     */
    public String stated(String pattern, String usual) {
        Pattern compiled = Pattern.compile(pattern);
        return words.stream()
                .map(compiled::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst()
                .orElse(usual);
    }

    /** A setting in the manifest's words about the file, as {@code stated("SGD lr " + Golden.NUMBER, 0.1)}. */
    public double stated(String pattern, double usual) {
        return Double.parseDouble(stated(pattern, String.valueOf(usual)));
    }

    /** Whether the authors' float32 overflowed or was undefined somewhere in an output. */
    public boolean isFinite(String array) {
        return Arrays.stream(expected(array)).allMatch(Double::isFinite);
    }

    /** An array given to the code under test. */
    public Npy input(String array) {
        assertThat(entry(array).path("role").asText())
                .as("role of %s in %s", array, file)
                .isNotEqualTo("output");
        return arrays.get(array);
    }

    /** An output that other outputs start from; not a check. */
    public double[] expected(String array) {
        entry(array);
        return arrays.get(array).doubles();
    }

    /** Names of the outputs that match, in the manifest's order. */
    public List<String> outputs(String pattern) {
        return manifest.keySet().stream()
                .filter(name -> isOutput(name) && name.matches(pattern))
                .toList();
    }

    /**
     * What the group of the pattern can be, in the manifest's order: {@code cases("(.+)_logits")} gives the prefixes of all
     * logits.
     */
    public List<String> cases(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return manifest.keySet().stream()
                .map(compiled::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    /** Shape of any array of the file. */
    public long[] shape(String array) {
        entry(array);
        return arrays.get(array).shape();
    }

    /** Passes if the values are within the manifest's tolerance and a disturbed copy would not be. */
    public void check(String array, double... yours) {
        JsonNode entry = entry(array);
        assertThat(entry.path("role").asText())
                .as("role of %s in %s", array, file)
                .isEqualTo("output");
        double[] golden = arrays.get(array).doubles();
        assertThat(yours).as("%s in %s", array, file).hasSameSizeAs(golden);
        Rule rule = rule(array, entry, golden);
        Rule.Verdict verdict = rule.compare(golden, yours);
        if (checked.add(array)) {
            GoldenLog.ARRAYS.append(file, array, verdict);
        }
        assertThat(verdict.passed())
                .as(
                        "%s in %s: largest difference %s, tolerance %s",
                        array, file, verdict.difference(), verdict.tolerance())
                .isTrue();
        assertThat(rule.compare(golden, rule.disturbed(golden, yours)).passed())
                .as("%s in %s passes although disturbed by 100 times its tolerance", array, file)
                .isFalse();
    }

    public void check(String array, float[] yours) {
        double[] values = new double[yours.length];
        Arrays.setAll(values, i -> yours[i]);
        check(array, values);
    }

    public void check(String array, long[] yours) {
        check(array, Arrays.stream(yours).asDoubleStream().toArray());
    }

    /** For the end of a test class: fails if an output of the file was left out. */
    public void assertEverythingChecked() {
        Set<String> missed = new TreeSet<>(outputs(".*"));
        missed.removeAll(checked);
        assertThat(missed).as("outputs of %s that no test checked", file).isEmpty();
    }

    /** The same, or nothing where {@link #open} has skipped the class. */
    public static void finish(@Nullable Golden golden) {
        if (golden != null) {
            golden.assertEverythingChecked();
        }
    }

    private Rule rule(String array, JsonNode entry, double[] golden) {
        if (entry.path("exact").asBoolean()) {
            return Rule.exact();
        }
        Npy perStep = arrays.get(array + "_tol");
        double whole = entry.path("atol").asDouble() + entry.path("rtol").asDouble() * Rule.largest(golden);
        return new Rule(whole, perStep == null ? new double[0] : perStep.doubles());
    }

    private boolean isOutput(String array) {
        return entry(array).path("role").asText().equals("output");
    }

    private JsonNode entry(String array) {
        assertThat(manifest).as("arrays of %s", file).containsKey(array);
        return manifest.get(array);
    }
}
