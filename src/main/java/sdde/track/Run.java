package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run as the server tells it. */
record Run(JsonNode json) {
    String id() {
        return json.path("info").path("run_id").asText();
    }

    String experiment() {
        return json.path("info").path("experiment_id").asText();
    }

    Page.Key key(String sweep) {
        return new Page.Key(sweep, tags().get(Page.Key.RUN));
    }

    boolean isActive() {
        return json.path("info").path("lifecycle_stage").asText("active").equals("active");
    }

    boolean isRunning() {
        return json.path("info").path("status").asText().equals(Page.RUNNING);
    }

    long start() {
        return json.path("info").path("start_time").asLong();
    }

    String artifacts() {
        return json.path("info").path("artifact_uri").asText();
    }

    SortedMap<String, String> tags() {
        return pairs("tags");
    }

    SortedMap<String, String> params() {
        return pairs("params");
    }

    /** The newest number of every key. */
    SortedMap<String, Page.Point> latest() {
        SortedMap<String, Page.Point> latest = new TreeMap<>();
        json.path("data").path("metrics").forEach(metric -> {
            Page.Point point = point(metric);
            latest.put(point.key(), point);
        });
        return latest;
    }

    static Page.Point point(JsonNode metric) {
        JsonNode value = metric.path("value");
        double score = value.isTextual() ? special(value.asText()) : value.asDouble();
        return new Page.Point(
                metric.path("key").asText(),
                score,
                metric.path("timestamp").asLong(),
                metric.path("step").asLong());
    }

    private static double special(String text) {
        return text.equals("NaN") ? Double.NaN : Double.parseDouble(text);
    }

    private SortedMap<String, String> pairs(String what) {
        SortedMap<String, String> pairs = new TreeMap<>();
        json.path("data")
                .path(what)
                .forEach(pair ->
                        pairs.put(pair.path("key").asText(), pair.path("value").asText()));
        return pairs;
    }
}
