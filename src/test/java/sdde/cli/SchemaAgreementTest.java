package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import sdde.config.UserError;
import sdde.plan.Planner;
import sdde.run.Json;
import sdde.run.RunFolders;
import sdde.worker.RunChecks;

/** The schema accepts what the reader accepts, and where values have the wrong type, neither does. */
class SchemaAgreementTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaCommand.text());

    /** Every key, in a file in which each line stands alone. */
    private static final String ALL =
            """
            sweep: all
            description: what for
            grid:
              dataset: [mnist]
              ensemble_size: [2, 3..3]
              seed: 1..2
              method: [de, adp, ncl, {name: sdde, lambda: [0.2, default], padding: 1}, {name: combined, terms: {sdde: 0.1, ncl: [0.2]}}]
              network: [default]
              train.epochs: [3, default]
              lambda: [0.1, 1]
            random: {count: 2, seed: 3, train.learning_rate: {log_uniform: [0.01, 0.1]}, train.batch_size: {choice: [64, 32]}, train.momentum: {uniform: [0, 0.5]}}
            exclude: [{method: de, seed: 2}, {lambda: default, seed: 2}, {train.epochs: 3, seed: 2}]
            priority: [{ensemble_size: 3..3}]
            set: {train: {weight_decay: 0.001}, methods: {sdde: {similarity: cosine}}, methods.adp: {beta: 2}, ood.near: [{name: turned, shift: {of: mnist, kind: rotation, seed: 1}}]}
            claims: [{name: one, endpoint: {metric: auroc, set: ood-near, aggregator: U_avg}, contrast: {method: [sdde, de]}, margin: 0.005}]
            report: {baseline: de, aggregator: logit-average}
            devices: {cpu: 2}
            retries: 1
            order: file
            features: all
            stall_limit: 30 min
            budget: {time: 2 h, runs: 5}
            slurm: {partition: gpu, account: 2024, time: 4 h, cpus: 2, memory: 8 GB, at_a_time: 4, queued: 9, options: [--exclusive]}
            tracking: {mlflow: "http://127.0.0.1:5000", experiment: x, artifacts: [logits]}
            """;

    private static final List<String> VALUES = List.of(
            "3",
            "'3'",
            "0.1",
            "\"0.1\"",
            "1e-1",
            "+1",
            "-1",
            ".5",
            "0",
            "true",
            "'true'",
            "no",
            "default",
            "null",
            "~",
            "''",
            "de",
            "'1..2'",
            "1..2",
            "{}",
            "[]",
            "[1, '2']",
            "{name: de}",
            "2 h",
            "1000000",
            "mnist",
            "x y");

    /** What a schema cannot say: most ranges, and what the points come to. */
    private static final Pattern BEYOND = Pattern.compile(
            " must be (>=|in [(\\[])| takes \\[LOW, HIGH]|takes out every point|account must be|got '[+.][0-9]");

    @TempDir
    private Path folder;

    /** YAML as editors and version 1.2 read it; nothing if it is none, or a number is written as sweeps do not write one. */
    private static JsonNode json(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            mapping.getValue()
                    .forEach(entry ->
                            object.set(((ScalarNode) entry.getKeyNode()).getValue(), json(entry.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            sequence.getValue().forEach(item -> array.add(json(item)));
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Json.MAPPER.getNodeFactory().textNode(text);
        }
        if (text.matches("[-+]?[0-9]+")) {
            return Json.MAPPER.getNodeFactory().numberNode(new BigInteger(text));
        }
        if (text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
            return Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(text));
        }
        if (text.matches("true|false")) {
            return Json.MAPPER.getNodeFactory().booleanNode(text.equals("true"));
        }
        return text.matches("|~|null")
                ? Json.MAPPER.getNodeFactory().nullNode()
                : Json.MAPPER.getNodeFactory().textNode(text);
    }

    private static Set<ValidationMessage> byTheSchema(String text) {
        return SCHEMA.validate(json(new Yaml().compose(new StringReader(text))));
    }

    /** What the reader says; empty if it makes a plan. */
    private String byTheReader(String text) throws IOException {
        try {
            Path file = Files.writeString(folder.resolve("a.yaml"), text);
            new Planner(RunChecks.vocabulary().with(Planning.measures()), ROOT)
                    .plan(file, new RunFolders(folder.resolve("runs")));
            return "";
        } catch (UserError e) {
            return String.valueOf(e.getMessage()).replace(folder + "/", "");
        }
    }

    @Test
    void acceptsWhateverTheReaderAccepts() throws IOException {
        Random random = new Random(5);
        List<String> lines = ALL.lines().toList();
        int accepted = 0;
        for (int i = 0; i < 3_000; i++) {
            List<String> some = new ArrayList<>(lines);
            for (int n = random.nextInt(3); n >= 0; n--) {
                change(some, random);
            }
            String text = String.join("\n", some) + "\n";
            if (isYaml(text) && byTheReader(text).isEmpty()) {
                accepted++;
                assertThat(byTheSchema(text)).as(text).isEmpty();
            }
        }
        assertThat(accepted).isGreaterThan(300);
    }

    private static final String POINT = "dataset: mnist, ensemble_size: 2, seed: 1";

    static Stream<String> slots() {
        return Stream.of(
                "sweep: §\ngrid: {" + POINT + ", method: sdde}\n",
                "sweep: a\ndescription: §\ngrid: {" + POINT + ", method: sdde}\n",
                "sweep: a\ngrid: {dataset: mnist, ensemble_size: §, seed: 1, method: sdde}\n",
                "sweep: a\ngrid: {dataset: mnist, ensemble_size: 2, seed: §, method: sdde}\n",
                "sweep: a\ngrid: {" + POINT + ", method: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: [sdde, adp], lambda: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: {name: sdde, lambda: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: {name: sdde, saliency: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: {name: combined, terms: {sdde: §}}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde, train.epochs: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde, train.weight_decay: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde, train.loss_reduction: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {train.epochs: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {train: {momentum: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {methods: {sdde: {lambda: §}}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {methods: {sdde.lambda: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {methods.sdde: {lambda: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {dataset: {validation_size: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nrandom: {count: §, lambda: {uniform: [0, 1]}}\n",
                "sweep: a\ngrid: {" + POINT
                        + ", method: sdde}\nrandom: {count: 1, seed: §, lambda: {uniform: [0, 1]}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nrandom: {count: 1, lambda: {uniform: [0, §]}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nrandom: {count: 1, lambda: {choice: §}}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nretries: §\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\ndevices: §\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\ndevices: {cpu: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\norder: §\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nbudget: {time: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nbudget: {runs: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nstall_limit: §\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nslurm: {account: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nslurm: {cpus: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\ntracking: {experiment: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nexclude: [{train.epochs: §}]\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nexclude: [§]\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nset: {ood.near: §}\n",
                "sweep: a\ngrid: {" + POINT + ", method: sdde}\nreport: {baseline: §}\n",
                "sweep: a\ngrid: {" + POINT
                        + ", method: [sdde, de]}\nclaims: [{endpoint: {metric: accuracy}, contrast: {method: [sdde, de]}, margin: §}]\n",
                "sweep: a\ngrid: {" + POINT
                        + ", method: [sdde, de]}\nclaims: [{name: §, endpoint: {metric: accuracy}, contrast: {method: [sdde, de]}}]\n");
    }

    @ParameterizedTest
    @MethodSource("slots")
    void agreesWithTheReaderAboutEveryKindOfValue(String slot) throws IOException {
        List<String> apart = new ArrayList<>();
        for (String value : VALUES) {
            String text = slot.replace("§", value);
            String said = byTheReader(text);
            Set<ValidationMessage> told = byTheSchema(text);
            if (said.isEmpty() != told.isEmpty() && !BEYOND.matcher(said).find()) {
                apart.add(value + ": " + said + told);
            }
        }
        assertThat(apart).isEmpty();
    }

    /** Another value in the place of one, or quotes around it, or a line less. */
    private static void change(List<String> lines, Random random) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        List<int[]> values = new ArrayList<>();
        Matcher value = Pattern.compile("(?<=[:,\\[] )[^ ,:{}\\[\\]]+(?=[,}\\]]|$)|(?<=\\[)[^ ,:{}\\[\\]]+")
                .matcher(line);
        while (value.find()) {
            values.add(new int[] {value.start(), value.end()});
        }
        if (values.isEmpty()) {
            return;
        }
        int[] place = values.get(random.nextInt(values.size()));
        String old = line.substring(place[0], place[1]);
        String now =
                switch (random.nextInt(3)) {
                    case 0 -> "'" + old + "'";
                    case 1 -> "\"" + old + "\"";
                    default -> VALUES.get(random.nextInt(VALUES.size()));
                };
        lines.set(at, line.substring(0, place[0]) + now + line.substring(place[1]));
    }

    private static boolean isYaml(String text) {
        try {
            new Yaml().compose(new StringReader(text));
            return true;
        } catch (YAMLException e) {
            return false;
        }
    }

    @Test
    void acceptsTheFileWithEveryKey() throws IOException {
        assertThat(byTheReader(ALL)).isEmpty();
        assertThat(byTheSchema(ALL)).isEmpty();
    }
}
