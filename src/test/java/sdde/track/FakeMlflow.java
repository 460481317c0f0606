package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import sdde.run.Json;

/** As much of an MLflow server as the mirror uses, in memory, which can be made to misbehave at any request. */
final class FakeMlflow implements AutoCloseable {
    /** What is wrong with one answer. */
    enum Mood {
        SANE,
        TOO_MANY,
        BROKEN,
        BUSY,
        PAGE,
        SILENT,
        HALF,
        WRONG,
        /** Does what it is asked, but its answer never comes. */
        LATE,
        /** Does it when nobody waits for the answer any more. */
        SLOW,
        REFUSING
    }

    /** Longer than the deadline of the tests. */
    private static final long SLOW_MILLIS = 6_000;

    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger makings = new AtomicInteger();

    /** Which request to make a run is SLOW, whatever the mood. */
    volatile int slowMaking;

    volatile IntFunction<Mood> mood = number -> Mood.SANE;
    /** What the clients have said of themselves. */
    final Set<String> authorizations = ConcurrentHashMap.newKeySet();

    private final Map<String, ObjectNode> experiments = new TreeMap<>();
    final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();

    private final String scheme;
    private final String prefix;

    FakeMlflow() throws IOException {
        this("", null);
    }

    /** @param prefix of all paths. @param secure its key, for HTTPS */
    FakeMlflow(String prefix, @org.jspecify.annotations.Nullable SSLContext secure) throws IOException {
        this.prefix = prefix;
        this.scheme = secure == null ? "http" : "https";
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (secure == null) {
            http = HttpServer.create(any, 0);
        } else {
            HttpsServer https = HttpsServer.create(any, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(secure));
            http = https;
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    String address() {
        return scheme + "://127.0.0.1:" + http.getAddress().getPort() + prefix;
    }

    @Override
    public void close() {
        over.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        boolean making = exchange.getRequestURI().getPath().endsWith("runs/create");
        boolean slow = making && makings.incrementAndGet() == slowMaking;
        Mood usual = mood.apply(requests.incrementAndGet());
        switch (slow ? Mood.SLOW : usual) {
            case SANE -> sane(exchange, body, true);
            case TOO_MANY -> answer(exchange, 429, "{}");
            case BROKEN -> answer(exchange, 500, "<html>boom</html>");
            case BUSY -> answer(exchange, 503, "busy");
            case PAGE -> answer(exchange, 200, "<html>please log in</html>");
            case WRONG -> answer(exchange, 200, "[1, 2");
            case REFUSING -> answer(exchange, 401, "who is admin:geheim?");
            case SILENT -> await();
            case LATE -> {
                sane(exchange, body, false);
                await();
            }
            case SLOW -> {
                sleep();
                sane(exchange, body, false);
                await();
            }
            case HALF -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"experi".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void sane(HttpExchange exchange, byte[] body, boolean heard) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(prefix + "/")) {
            answer(exchange, 404, "another program's page");
            return;
        }
        path = path.substring(prefix.length());
        if (path.startsWith(ARTIFACTS)) {
            if (exchange.getRequestMethod().equals("PUT")) {
                files.put(path.substring(ARTIFACTS.length()), body);
                answer(exchange, 200, "{}");
            } else {
                byte[] file = files.get(path.substring(ARTIFACTS.length()));
                exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
                exchange.getResponseBody().write(file == null ? new byte[0] : file);
                exchange.close();
            }
            return;
        }
        JsonNode asked = body.length == 0 ? query(exchange.getRequestURI().getRawQuery()) : Json.MAPPER.readTree(body);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        int status;
        synchronized (this) {
            status = act(path.replaceFirst(".*/mlflow/", ""), asked, answer);
        }
        if (heard) {
            answer(exchange, status, answer.toString());
        }
    }

    /** An empty one if there is none of that id. */
    ObjectNode run(String id) {
        return runs.getOrDefault(id, Json.MAPPER.createObjectNode());
    }

    private static JsonNode query(String text) {
        ObjectNode asked = Json.MAPPER.createObjectNode();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            asked.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return asked;
    }

    /** With their runs, as MLflow does it. */
    synchronized void deleteExperiments() {
        experiments.values().forEach(one -> one.put("lifecycle_stage", "deleted"));
        runs.values().forEach(run -> stage(run, "deleted"));
    }

    private static void stage(ObjectNode run, String stage) {
        ((ObjectNode) run.get("info")).put("lifecycle_stage", stage);
    }

    private static boolean isDeleted(ObjectNode run) {
        return run.path("info").path("lifecycle_stage").asText().equals("deleted");
    }

    private int act(String what, JsonNode asked, ObjectNode answer) {
        ObjectNode run = run(asked.path("run_id").asText());
        if (isDeleted(run)
                && List.of("runs/log-batch", "runs/set-tag", "runs/update").contains(what)) {
            answer.put("error_code", "INVALID_PARAMETER_VALUE");
            return 400;
        }
        switch (what) {
            case "experiments/search" -> answer.putArray("experiments");
            case "experiments/get-by-name" -> {
                ObjectNode there = experiments.get(asked.path("experiment_name").asText());
                if (there == null) {
                    answer.put("error_code", "RESOURCE_DOES_NOT_EXIST");
                    return 404;
                }
                answer.set("experiment", there);
            }
            case "experiments/create" -> {
                String id = Integer.toString(experiments.size() + 1);
                experiments.put(
                        asked.path("name").asText(),
                        Json.MAPPER.createObjectNode().put("experiment_id", id).put("lifecycle_stage", "active"));
                answer.put("experiment_id", id);
            }
            case "experiments/restore" -> {
                experiments.values().forEach(one -> one.put("lifecycle_stage", "active"));
                runs.values().forEach(one -> stage(one, "active"));
            }
            case "runs/search" -> search(asked.path("filter").asText(), answer.putArray("runs"));
            case "runs/create" -> answer.set("run", create(asked));
            case "runs/get" -> answer.set("run", run.deepCopy());
            case "runs/log-batch" -> {
                ObjectNode data = (ObjectNode) run.get("data");
                asked.path("metrics").forEach(metric -> metric(run, metric));
                merge(data, "params", asked.path("params"));
                merge(data, "tags", asked.path("tags"));
            }
            case "metrics/get-history" -> {
                ArrayNode found = answer.putArray("metrics");
                run.path("history").forEach(metric -> {
                    if (metric.path("key").equals(asked.path("metric_key"))) {
                        found.add(metric);
                    }
                });
            }
            case "runs/set-tag" ->
                merge(
                        (ObjectNode) run.get("data"),
                        "tags",
                        Json.MAPPER.createArrayNode().add(asked));
            case "runs/delete" -> stage(run, "deleted");
            case "runs/restore" -> stage(run, "active");
            case "runs/update" ->
                ((ObjectNode) run.get("info"))
                        .put("status", asked.path("status").asText());
            case "runs/log-inputs" -> run.set("inputs", asked.path("datasets"));
            default -> {
                return 404;
            }
        }
        return 200;
    }

    private void search(String filter, ArrayNode found) {
        for (ObjectNode run : runs.values()) {
            boolean right = true;
            for (String part : filter.split(" and ")) {
                String[] words = part.replaceAll("tags\\.|[`']", "").split(" = ", 2);
                boolean has = false;
                for (JsonNode tag : run.path("data").path("tags")) {
                    has |= tag.path("key").asText().equals(words[0])
                            && tag.path("value").asText().equals(words[1]);
                }
                right &= has;
            }
            if (right) {
                found.add(run.deepCopy());
            }
        }
    }

    private ObjectNode create(JsonNode asked) {
        String id = "run" + (runs.size() + 1);
        ObjectNode run = Json.MAPPER.createObjectNode();
        run.putObject("info")
                .put("run_id", id)
                .put("run_name", asked.path("run_name").asText())
                .put("lifecycle_stage", "active")
                .put("status", "RUNNING")
                .put("start_time", asked.path("start_time").asLong())
                .put("artifact_uri", "mlflow-artifacts:/1/" + id + "/artifacts");
        ObjectNode data = run.putObject("data");
        data.putArray("metrics");
        data.putArray("params");
        data.putArray("tags");
        run.putArray("history");
        merge(data, "tags", asked.path("tags"));
        runs.put(id, run);
        return run.deepCopy();
    }

    /** The same number again is ignored; the newest of a key has the greatest step. */
    private static void metric(ObjectNode run, JsonNode metric) {
        ArrayNode history = (ArrayNode) run.get("history");
        for (JsonNode there : history) {
            if (there.equals(metric)) {
                return;
            }
        }
        history.add(metric);
        ArrayNode latest = (ArrayNode) run.get("data").get("metrics");
        for (int i = 0; i < latest.size(); i++) {
            if (latest.get(i).path("key").equals(metric.path("key"))) {
                if (latest.get(i).path("step").asLong() <= metric.path("step").asLong()) {
                    latest.set(i, metric);
                }
                return;
            }
        }
        latest.add(metric);
    }

    private static void merge(ObjectNode data, String what, JsonNode pairs) {
        ArrayNode there = (ArrayNode) data.get(what);
        for (JsonNode pair : pairs) {
            for (int i = there.size() - 1; i >= 0; i--) {
                if (there.get(i).path("key").equals(pair.path("key"))) {
                    there.remove(i);
                }
            }
            there.addObject()
                    .put("key", pair.path("key").asText())
                    .put("value", pair.path("value").asText());
        }
    }
}
