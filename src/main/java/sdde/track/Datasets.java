package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Hashes;
import sdde.run.Json;
import sdde.run.RunEvent;

/** The data sets of a run, as MLflow lists them. */
final class Datasets {
    /** Longer ones are refused. */
    private static final int DIGEST = 36;

    private Datasets() {}

    /** @param events of the run; the worker's start event has the hashes of what was trained on */
    static List<Page.Input> of(FrozenPlan.Member member, List<RunEvent> events) {
        JsonNode hashes = events.stream()
                .filter(event -> event.type().equals("start") && event.data().containsKey("data"))
                .<JsonNode>map(event -> Json.MAPPER.valueToTree(event.data().get("data")))
                .findFirst()
                .orElse(Json.MAPPER.createObjectNode());
        Choice trained = member.spec().dataset();
        List<Page.Input> inputs = new ArrayList<>();
        for (String part : List.of("train", "validation", "outliers")) {
            if (hashes.has(part)) {
                String context = part.equals("train") ? "training" : part;
                inputs.add(input(trained.name() + "/" + part, hashes.path(part).asText(), trained, context));
            }
        }
        for (EvalSet set : member.evalSets()) {
            // of its definition: what it is made of is checked by its files' hashes before it is read
            String definition = Hashes.of(Json.line(List.of(set.dataset(), set.split())));
            if (inputs.stream().noneMatch(input -> input.name().equals(set.name()))) {
                inputs.add(
                        input(set.name(), definition, set.dataset(), set.role().label()));
            }
        }
        return inputs;
    }

    private static Page.Input input(String name, String sha256, Choice dataset, String context) {
        String source = Json.line(Map.of("uri", dataset.name(), "parameters", dataset.parameters()));
        return new Page.Input(name, sha256.substring(0, Math.min(DIGEST, sha256.length())), source, context);
    }
}
