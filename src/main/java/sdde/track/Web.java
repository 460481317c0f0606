package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import sdde.run.Hashes;
import sdde.run.Json;
import sdde.track.TrackingException.Kind;

/**
 * What the MLflow client cannot do: artifacts without Python, by the server's proxy, and the question whether a server is
 * in its right mind, which costs the client a whole deadline if it is not.
 */
final class Web {
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

    /** Compared by content up to here, beyond by length: reading gigabytes back helps nobody. */
    private static final long READ_BACK = 16 << 20;

    /** A network that takes a megabyte a second. */
    private static final long BYTES_A_SECOND = 1 << 20;

    private final Server server;
    private final Patience patience;
    private final HttpClient client;

    Web(Server server, Patience patience) {
        this.server = server;
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience.call());
        if (server.certificates() != null) {
            builder.sslContext(Certificates.trust(server.certificates()));
        }
        this.client = builder.build();
    }

    /** @throws TrackingException unless the server answers a small question as MLflow does */
    void probe() throws InterruptedException {
        HttpResponse<String> answer = send(
                request("/api/2.0/mlflow/experiments/search?max_results=1", patience.call())
                        .GET(),
                BodyHandlers.ofString());
        try {
            JsonNode tree = Json.MAPPER.readTree(answer.statusCode() == 200 ? answer.body() : "{}");
            if (answer.statusCode() == 200 && tree.isObject() && (tree.isEmpty() || tree.has("experiments"))) {
                return;
            }
        } catch (IOException e) {
            throw Calls.notMlflow();
        }
        if (answer.statusCode() == 200) {
            throw Calls.notMlflow();
        }
        throw TrackingException.refused(answer.statusCode(), answer.body());
    }

    /** @param uri of the run's artifacts. @return whether the server takes them for us */
    static boolean takes(String uri) {
        return uri.startsWith("mlflow-artifacts:");
    }

    /** Puts a file there and looks whether it has arrived. */
    void put(String uri, String name, Page.Source source) throws InterruptedException {
        String path = ARTIFACTS + escaped(below(uri) + "/" + name);
        long length = source.bytes();
        Duration limit = patience.call().plusSeconds(length / BYTES_A_SECOND);
        HttpResponse<String> answer = send(request(path, limit).PUT(body(source)), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw TrackingException.refused(answer.statusCode(), answer.body());
        }
        if (length <= READ_BACK) {
            HttpResponse<byte[]> back = send(request(path, limit).GET(), BodyHandlers.ofByteArray());
            if (back.statusCode() != 200
                    || !Hashes.of(ByteBuffer.wrap(back.body())).equals(source.sha256())) {
                throw new TrackingException(Kind.LATER, name + " was sent but did not arrive whole");
            }
        } else if (length != listed(uri, name)) {
            throw new TrackingException(Kind.LATER, name + " was sent but did not arrive whole");
        }
    }

    private long listed(String uri, String name) throws InterruptedException {
        String folder = below(uri) + (name.contains("/") ? "/" + name.substring(0, name.lastIndexOf('/')) : "");
        String query = ARTIFACTS.substring(0, ARTIFACTS.length() - 1) + "?path=" + escaped(folder);
        HttpResponse<String> answer = send(request(query, patience.call()).GET(), BodyHandlers.ofString());
        try {
            for (JsonNode file : Json.MAPPER.readTree(answer.body()).path("files")) {
                if (file.path("path").asText().equals(name.substring(name.lastIndexOf('/') + 1))) {
                    return file.path("file_size").asLong(-1);
                }
            }
            return -1;
        } catch (IOException e) {
            throw Calls.notMlflow();
        }
    }

    private static BodyPublisher body(Page.Source source) {
        Path file = source.file();
        ByteBuffer content = source.content();
        try {
            if (file != null) {
                return BodyPublishers.ofFile(file);
            }
            byte[] bytes = new byte[content == null ? 0 : content.remaining()];
            if (content != null) {
                content.duplicate().get(bytes);
            }
            return BodyPublishers.ofByteArray(bytes);
        } catch (FileNotFoundException e) {
            throw new TrackingException(Kind.LATER, file + " is gone");
        }
    }

    /** {@code mlflow-artifacts:/1/abc/artifacts} or {@code mlflow-artifacts://host/1/abc/artifacts}. */
    private static String below(String uri) {
        return uri.replaceFirst("^mlflow-artifacts:(//[^/]*)?/*", "");
    }

    private static String escaped(String path) {
        return Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private HttpRequest.Builder request(String path, Duration limit) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(limit);
        String token = server.token();
        if (server.user() != null) {
            String pair = server.user() + ":" + (server.password() == null ? "" : server.password());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** The time limit of Java's own client ends with the head of an answer, so a body may take for ever. */
    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        HttpRequest built = request.build();
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(built, handler);
        Duration limit = built.timeout().orElse(patience.call());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TrackingException(Kind.LATER, "no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw Calls.explained(e.getCause() == null ? e : e.getCause());
        }
    }
}
