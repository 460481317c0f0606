package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.run.Json;

/** docs/sweep.schema.json against the reader's own vocabulary, the shipped sweeps and the page about them. */
class SweepSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(sweep:.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);
    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Json.MAPPER.readTree(SchemaCommand.text()));
    }

    private static Set<ValidationMessage> problems(String yaml) throws IOException {
        // YAML 1.1, which this library reads, takes 1e-3 for a text; the sweep language and editors do not
        JsonNode sweep = YAML.readTree(yaml.replaceAll("\\b([0-9])e-([0-9])\\b", "$1.0e-$2"));
        return schema().validate(sweep);
    }

    @Test
    void theSchemaInDocsIsThatOfTheReader() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/sweep.schema.json")))
                .as("renew it with: bin/sweep schema > docs/sweep.schema.json")
                .isEqualTo(SchemaCommand.text());
    }

    @Test
    void everyShippedSweepAndEveryExampleIsValid() throws IOException {
        List<String> sweeps = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("sweeps"))) {
            for (Path file : files.sorted().toList()) {
                sweeps.add(Files.readString(file));
            }
        }
        EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/sweep-files.md")))
                .results()
                .forEach(example -> sweeps.add(example.group(1)));

        assertThat(sweeps).hasSizeGreaterThan(8);
        for (String sweep : sweeps) {
            assertThat(problems(sweep)).as(sweep).isEmpty();
        }
    }

    @Test
    void thePageNamesEveryKey() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/sweep-files.md"));
        String keys = page.substring(page.indexOf("## Keys"), page.indexOf("## Axes"));
        Set<String> named = new TreeSet<>();
        ROW.matcher(keys).results().forEach(row -> named.add(row.group(1)));
        Set<String> known = new TreeSet<>();
        ((ObjectNode) Json.MAPPER.readTree(SchemaCommand.text()).get("properties"))
                .fieldNames()
                .forEachRemaining(known::add);

        assertThat(named).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swep: a",
                "sweep: ../x",
                "sweep: a\ngrid: {sed: 1}",
                "sweep: a\ngrid: {method: ssde}",
                "sweep: a\ngrid: {method: {name: sdde, lamda: 0.1}}",
                "sweep: a\ngrid: {seed: one}",
                "sweep: a\nset: {train: {epoch: 3}}",
                "sweep: a\nset: {train.epochs: three}",
                "sweep: a\nrandom: {count: 3, lambda: {unifrom: [0, 1]}}",
                "sweep: a\nclaims: [{endpoint: {metric: aurco}, contrast: {method: [sdde, de]}}]",
                "sweep: a\nbudget: {time: 12}",
                "sweep: a\ndevices: gpu",
                "sweep: a\norder: seed",
                "sweep: a\npriority: {method: de}",
                "sweep: a\npriority: [{methd: de}]",
                "sweep: a\nexecutor: slrum",
                "sweep: a\nslurm: {partiton: gpu}",
                "sweep: a\nslurm: {memory: 8}",
                "sweep: a\nslurm: {options: [-p gpu]}",
                "sweep: a\nslurm: {}",
            })
    void whatTheReaderRefusesForItsWordsTheSchemaRefusesToo(String sweep) throws IOException {
        assertThat(problems(sweep)).isNotEmpty();
    }
}
