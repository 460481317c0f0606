package sdde.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import sdde.run.FrozenPlan;

/**
 * What a user wrote about a sweep; empty where nothing was written.
 *
 * @param title falls back to the name of the sweep
 */
public record Heading(String title, String description, String question) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The sweep file itself was checked before the plan was frozen; only these words are read from it again. */
    static Heading of(FrozenPlan plan) {
        JsonNode file = parse(plan.text());
        String title = file.path("title").asText("").strip();
        return new Heading(
                title.isEmpty() ? plan.sweep() : title,
                plan.description().strip(),
                file.path("question").asText("").strip());
    }

    /** Of several sweeps: what is written about each, one after the other. */
    static Heading of(List<FrozenPlan> plans) {
        List<Heading> all = plans.stream().map(Heading::of).toList();
        return new Heading(
                joined(all, Heading::title, " + "),
                joined(all, Heading::description, " "),
                joined(all, Heading::question, " "));
    }

    private static String joined(List<Heading> all, Function<Heading, String> part, String between) {
        return all.stream().map(part).filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining(between));
    }

    private static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            return YAML.createObjectNode();
        }
    }
}
