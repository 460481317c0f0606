package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.track.TrackingException.Kind;

/**
 * The runs of one sweep in one experiment of the server, each once. A run whose making was not answered may land after
 * the next search; then there are two, of which the one that has more is kept and the other is deleted.
 */
final class Experiment {
    /** Of a run that another stands for: never restored. */
    private static final String INSTEAD = "sdde.replaced_by";

    private static final int PAGE = 500;

    private final Calls calls;
    private final Makings makings;
    private final String id;
    private final String sweep;
    private final Map<Page.Key, Run> runs = new HashMap<>();

    private Experiment(Calls calls, Makings makings, String id, String sweep) {
        this.calls = calls;
        this.makings = makings;
        this.id = id;
        this.sweep = sweep;
    }

    /** Makes it if it is not there, brings it back if it was deleted, and reads all its runs of that sweep. */
    static Experiment open(Calls calls, Makings makings, String name, String sweep) throws InterruptedException {
        Experiment experiment = new Experiment(calls, makings, id(calls, name), sweep);
        experiment.read();
        return experiment;
    }

    String id() {
        return id;
    }

    private static String id(Calls calls, String name) throws InterruptedException {
        try {
            JsonNode there = calls.get("experiments/get-by-name", "experiment_name", name)
                    .path("experiment");
            String id = text(there, "experiment_id");
            if (there.path("lifecycle_stage").asText().equals("deleted")) {
                calls.post("experiments/restore", Map.of("experiment_id", id));
            }
            return id;
        } catch (TrackingException e) {
            if (e.kind() != Kind.ABSENT) {
                throw e;
            }
        }
        return text(calls.post("experiments/create", Map.of("name", name)), "experiment_id");
    }

    private void read() throws InterruptedException {
        Map<Page.Key, List<Run>> found = new HashMap<>();
        for (Run run : search("tags.`%s` = '%s'".formatted(Page.Key.SWEEP, sweep))) {
            found.computeIfAbsent(run.key(sweep), key -> new ArrayList<>()).add(run);
        }
        for (var entry : found.entrySet()) {
            Run kept = one(entry.getValue());
            if (kept != null) {
                runs.put(entry.getKey(), kept);
            }
        }
    }

    private List<Run> search(String filter) throws InterruptedException {
        List<Run> all = new ArrayList<>();
        String token = "";
        do {
            Map<String, Object> asked = new HashMap<>(Map.of(
                    "experiment_ids", List.of(id), "filter", filter, "run_view_type", "ALL", "max_results", PAGE));
            if (!token.isEmpty()) {
                asked.put("page_token", token);
            }
            JsonNode page = calls.post("runs/search", asked);
            page.path("runs").forEach(run -> all.add(new Run(run)));
            all.forEach(makings::seen);
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return all;
    }

    /** The one to keep; the others are deleted. None if there is none but deleted doubles. */
    private @Nullable Run one(List<Run> equal) throws InterruptedException {
        List<Run> active = equal.stream()
                .filter(Run::isActive)
                // one that was replaced comes back when a deleted experiment is restored
                .sorted(Comparator.comparing((Run run) -> run.tags().containsKey(INSTEAD))
                        .thenComparing(run -> !run.tags().containsKey(Mirror.SENT))
                        .thenComparing(run -> -run.latest().size())
                        .thenComparing(Run::start)
                        .thenComparing(Run::id))
                .toList();
        for (Run extra : active.subList(Math.min(1, active.size()), active.size())) {
            replace(extra, active.get(0).id());
        }
        if (!active.isEmpty()) {
            return active.get(0);
        }
        for (Run deleted : equal) {
            if (!deleted.tags().containsKey(INSTEAD)) {
                calls.post("runs/restore", Map.of("run_id", deleted.id()));
                return deleted;
            }
        }
        return null;
    }

    private void replace(Run run, String by) throws InterruptedException {
        calls.post("runs/set-tag", Map.of("run_id", run.id(), "key", INSTEAD, "value", by));
        calls.post("runs/delete", Map.of("run_id", run.id()));
    }

    @Nullable
    Run find(Page.Key key) {
        return runs.get(key);
    }

    /** A run with nothing in it but what it is found by. @param parent id of the sweep's own run */
    Run make(Page.Key key, String name, @Nullable Long start, @Nullable String parent) throws InterruptedException {
        // once more: an earlier making that was not answered may have landed meanwhile
        String filter = "tags.`%s` = '%s' and tags.`%s` = '%s'"
                .formatted(
                        Page.Key.SWEEP,
                        sweep,
                        key.run() == null ? Page.Key.KIND : Page.Key.RUN,
                        key.run() == null ? "sweep" : key.run());
        Run there = one(search(filter));
        if (there == null) {
            Map<String, Object> asked = new HashMap<>();
            asked.put("experiment_id", id);
            asked.put("run_name", name);
            if (start != null) {
                asked.put("start_time", start);
            }
            Map<String, String> tags = new HashMap<>(key.tags());
            if (parent != null) {
                tags.put(Mirror.PARENT, parent);
            }
            String token = makings.begin();
            tags.put(Makings.TAG, token);
            asked.put("tags", Mirror.pairs(tags));
            try {
                there = new Run(calls.post("runs/create", asked).path("run"));
                text(there.json().path("info"), "run_id");
            } catch (TrackingException e) {
                if (e.isUnanswered()) {
                    makings.unanswered(token);
                }
                throw e;
            }
        }
        runs.put(key, there);
        return there;
    }

    /** For a run that holds other numbers than it should: they cannot be taken back, so another takes its place. */
    Run remake(Run old, Page page, @Nullable String parent) throws InterruptedException {
        replace(old, "another training of " + page.key().run());
        runs.remove(page.key());
        return make(page.key(), page.name(), page.start(), parent);
    }

    /** As it stands now. */
    Run again(Page.Key key, String run) throws InterruptedException {
        Run now = new Run(calls.get("runs/get", "run_id", run).path("run"));
        runs.put(key, now);
        return now;
    }

    /** Reads everything once more, so that doubles go that landed late. */
    void tidy() throws InterruptedException {
        runs.clear();
        read();
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        if (text.isEmpty()) {
            throw Calls.notMlflow();
        }
        return text;
    }
}
