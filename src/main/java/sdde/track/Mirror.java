package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdde.track.TrackingException.Kind;

/** Puts {@link Page}s on the server: found before made, what is missing and no more, in batches the server takes, and read back. */
final class Mirror {
    static final String PARENT = "mlflow.parentRunId";

    /** Digest of the page that is wholly there. */
    static final String SENT = "sdde.sent";

    /** In a tag: where a browser finds the report of the run. */
    static final String REPORT = "{report}";

    /** Else MLflow's pages are those for language models until somebody clicks. */
    private static final String FOR_TRAINING = "?workflowType=machine_learning";

    /** A server takes 1000 things at once, at most 100 parameters and 100 tags among them. */
    private static final int METRICS = 800;

    private static final int PARAMS = 100;
    private static final int TAGS = 100;
    private static final int LONGEST_PARAM = 6000;
    private static final int LONGEST_TAG = 8000;
    private static final int HISTORY = 10_000;

    private final Calls calls;
    private final Web web;
    private final Makings makings;
    private final String experimentName;
    private @Nullable Experiment experiment;

    /** Runs made by us of which nothing whole was sent yet. */
    private final Set<String> fresh = new HashSet<>();

    /** Numbers that are known to be there, by run. */
    private final Map<String, Set<Page.Point>> known = new HashMap<>();

    /** @param experiment its name; made if it is not there */
    Mirror(Calls calls, Web web, Makings makings, String experiment) {
        this.calls = calls;
        this.web = web;
        this.makings = makings;
        this.experimentName = experiment;
    }

    /** After a failure nothing is certain: all is looked up again. */
    void forget() {
        experiment = null;
        known.clear();
    }

    /** Where a browser finds the run; its experiment if it is not there. */
    String link(Page.Key key) throws InterruptedException {
        Experiment there = experiment(key.sweep());
        Run run = there.find(key);
        return "/#/experiments/" + there.id() + (run == null ? "" : "/runs/" + run.id()) + FOR_TRAINING;
    }

    /** Whether the server believes that somebody works on the run. */
    boolean isRunning(Page.Key key) throws InterruptedException {
        Run run = experiment(key.sweep()).find(key);
        return run != null && run.isRunning();
    }

    /** Deletes what is there twice because an unanswered call was carried out late. */
    void tidy(String sweep) throws InterruptedException {
        experiment(sweep).tidy();
    }

    /** @param parentStart of the sweep's own run, should it not be there yet. @throws TrackingException */
    Sent send(Page page, long parentStart) throws InterruptedException {
        Experiment there = experiment(page.key().sweep());
        String parent =
                page.key().run() == null ? null : parent(there, page.key().sweep(), parentStart);
        Run run = there.find(page.key());
        if (run == null) {
            run = there.make(page.key(), page.name(), page.start(), parent);
            fresh.add(run.id());
        }
        String digest = page.digest();
        if (digest.equals(run.tags().get(SENT))
                && !run.isRunning()
                && Objects.equals(parent, run.tags().get(PARENT))) {
            return new Sent(0, 0, 1, 0, 0);
        }
        if (conflicts(run, page)) {
            run = there.remake(run, page, parent);
            fresh.add(run.id());
        }
        int points = fill(run, page, parent);
        int files = page.isRunning() ? 0 : files(run, page);
        if (!page.isRunning()) {
            inputs(run, page);
            confirm(there.again(page.key(), run.id()), page);
        }
        status(run, page);
        if (!page.isRunning()) {
            calls.post("runs/set-tag", Map.of("run_id", run.id(), "key", SENT, "value", digest));
            there.again(page.key(), run.id());
        }
        boolean made = fresh.contains(run.id()) && !page.isRunning() && fresh.remove(run.id());
        return new Sent(made ? 1 : 0, made || page.isRunning() ? 0 : 1, 0, points, files);
    }

    private Experiment experiment(String sweep) throws InterruptedException {
        Experiment there = experiment == null ? Experiment.open(calls, makings, experimentName, sweep) : experiment;
        experiment = there;
        return there;
    }

    private String parent(Experiment there, String sweep, long start) throws InterruptedException {
        Page.Key key = new Page.Key(sweep, null);
        Run parent = there.find(key);
        if (parent == null) {
            parent = there.make(key, sweep, start, null);
            fresh.add(parent.id());
        }
        return parent.id();
    }

    // --- numbers, parameters, tags ----------------------------------------------------------------------------------

    private int fill(Run run, Page page, @Nullable String parent) throws InterruptedException {
        Set<Page.Point> there = known(run, page);
        List<Page.Point> points = page.points().stream()
                .filter(point -> !there.contains(stored(point)))
                .toList();
        SortedMap<String, String> params = new TreeMap<>(page.params());
        params.replaceAll((name, value) -> cut(value, LONGEST_PARAM));
        params.keySet().removeAll(run.params().keySet()); // one that is there cannot be changed
        SortedMap<String, String> tags = new TreeMap<>(page.tags());
        tags.putAll(page.key().tags());
        if (parent != null) {
            tags.put(PARENT, parent);
        }
        String report =
                "#/experiments/%s/runs/%s/artifacts/report.html%s".formatted(run.experiment(), run.id(), FOR_TRAINING);
        tags.replaceAll((name, value) -> cut(value.replace(REPORT, report), LONGEST_TAG));
        SortedMap<String, String> old = run.tags();
        tags.entrySet().removeIf(tag -> tag.getValue().equals(old.get(tag.getKey())));
        List<Map<String, String>> paramList = pairs(params);
        List<Map<String, String>> tagList = pairs(tags);
        int most = Math.max(
                Math.max(pieces(paramList.size(), PARAMS), pieces(tagList.size(), TAGS)),
                pieces(points.size(), METRICS));
        for (int i = 0; i < most; i++) {
            List<Page.Point> piece = piece(points, i, METRICS);
            Map<String, Object> batch = new HashMap<>();
            batch.put("run_id", run.id());
            batch.put("metrics", piece.stream().map(Mirror::metric).toList());
            batch.put("params", piece(paramList, i, PARAMS));
            batch.put("tags", piece(tagList, i, TAGS));
            calls.post("runs/log-batch", batch);
            piece.forEach(point -> there.add(stored(point)));
        }
        return points.size();
    }

    /** Whether the run holds another number in the place of one of the page's; sweeps may grow, runs may not change. */
    private boolean conflicts(Run run, Page page) throws InterruptedException {
        if (page.key().run() == null || run.latest().isEmpty()) {
            return false;
        }
        Map<String, Page.Point> wanted = new HashMap<>();
        page.points().forEach(point -> wanted.put(point.key() + " " + point.step(), stored(point)));
        Set<String> names = page.points().stream().map(Page.Point::key).collect(Collectors.toSet());
        for (Page.Point point : known(run, page)) {
            boolean ours = names.contains(point.key());
            if (ours && !point.equals(wanted.get(point.key() + " " + point.step()))) {
                return true;
            }
        }
        return false;
    }

    /** Histories are read only where the newest number is not all that is wanted. */
    private Set<Page.Point> known(Run run, Page page) throws InterruptedException {
        Set<Page.Point> points = known.get(run.id());
        if (points == null) {
            points = read(run, page);
            known.put(run.id(), points);
        }
        return points;
    }

    private Set<Page.Point> read(Run run, Page page) throws InterruptedException {
        Map<String, List<Page.Point>> wanted =
                page.points().stream().map(Mirror::stored).collect(Collectors.groupingBy(Page.Point::key));
        Set<Page.Point> points = new HashSet<>();
        for (Page.Point latest : run.latest().values()) {
            List<Page.Point> ours = wanted.getOrDefault(latest.key(), List.of());
            if (ours.isEmpty() || ours.equals(List.of(latest))) {
                points.add(latest);
            } else {
                points.addAll(history(run.id(), latest.key()));
            }
        }
        return points;
    }

    private List<Page.Point> history(String run, String key) throws InterruptedException {
        List<Page.Point> points = new ArrayList<>();
        String token = "";
        do {
            List<String> asked = new ArrayList<>(
                    List.of("run_id", run, "metric_key", key, "max_results", Integer.toString(HISTORY)));
            if (!token.isEmpty()) {
                asked.addAll(List.of("page_token", token));
            }
            JsonNode page = calls.get("metrics/get-history", asked.toArray(new String[0]));
            page.path("metrics").forEach(metric -> points.add(Run.point(metric)));
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return points;
    }

    /** A proxy that answers 200 to everything makes one believe that all went well: so all is read back. */
    private void confirm(Run run, Page page) throws InterruptedException {
        known.remove(run.id());
        Set<Page.Point> there = known(run, page);
        long missing = page.points().stream()
                .filter(point -> !there.contains(stored(point)))
                .count();
        missing += page.params().keySet().stream()
                .filter(name -> !run.params().containsKey(name))
                .count();
        missing += page.tags().keySet().stream()
                .filter(name -> !run.tags().containsKey(name))
                .count();
        if (missing > 0) {
            throw new TrackingException(Kind.LATER, missing + " values were sent but are not there");
        }
    }

    /** As the server keeps it: it has no infinities. */
    private static Page.Point stored(Page.Point point) {
        return Double.isInfinite(point.score())
                ? new Page.Point(
                        point.key(), Math.copySign(Double.MAX_VALUE, point.score()), point.time(), point.step())
                : point;
    }

    private static Map<String, Object> metric(Page.Point point) {
        Page.Point kept = stored(point);
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("key", kept.key());
        metric.put("value", Double.isNaN(kept.score()) ? "NaN" : (Object) kept.score());
        metric.put("timestamp", kept.time());
        metric.put("step", kept.step());
        return metric;
    }

    // --- the rest ---------------------------------------------------------------------------------------------------

    private int files(Run run, Page page) throws InterruptedException {
        if (page.files().isEmpty() || !Web.takes(run.artifacts())) {
            return 0; // the server leaves artifacts to its clients, in a place that only some can reach
        }
        for (var file : page.files().entrySet()) {
            web.put(run.artifacts(), file.getKey(), file.getValue());
        }
        return page.files().size();
    }

    private void inputs(Run run, Page page) throws InterruptedException {
        if (page.inputs().isEmpty()) {
            return;
        }
        List<Object> datasets = new ArrayList<>();
        for (Page.Input input : page.inputs()) {
            Map<String, String> dataset = Map.of(
                    "name", input.name(),
                    "digest", input.digest(),
                    "source_type", "local",
                    "source", input.source());
            datasets.add(Map.of(
                    "dataset",
                    dataset,
                    "tags",
                    List.of(Map.of("key", "mlflow.data.context", "value", input.context()))));
        }
        calls.post("runs/log-inputs", Map.of("run_id", run.id(), "datasets", datasets));
    }

    private void status(Run run, Page page) throws InterruptedException {
        Map<String, Object> update = new HashMap<>();
        update.put("run_id", run.id());
        update.put("status", page.status());
        update.put("run_name", page.name());
        Long end = page.end();
        if (end != null && !page.isRunning()) {
            update.put("end_time", end);
        }
        calls.post("runs/update", update);
    }

    static List<Map<String, String>> pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static int pieces(int count, int size) {
        return (count + size - 1) / size;
    }

    /** The piece of that number, empty beyond the last. */
    static <T> List<T> piece(List<T> all, int number, int size) {
        int from = Math.min(all.size(), number * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }
}
