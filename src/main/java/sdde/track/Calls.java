package sdde.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import sdde.run.Json;
import sdde.track.TrackingException.Kind;

/**
 * The MLflow client behind a wall. It hangs for ever on a 429, has no time-out, and takes any 200 for success: so every
 * call runs on a daemon thread of its own that is left behind at the deadline, together with its client, and what comes
 * back must be a JSON object.
 */
final class Calls implements AutoCloseable {
    private final Server server;
    private final Patience patience;
    private @Nullable MlflowClient client;

    Calls(Server server, Patience patience) {
        this.server = server;
        this.patience = patience;
    }

    /** @param query names and values in turn. @throws TrackingException */
    JsonNode get(String path, String... query) throws InterruptedException {
        StringBuilder asked = new StringBuilder(path);
        for (int i = 0; i < query.length; i += 2) {
            asked.append(i == 0 ? '?' : '&')
                    .append(query[i])
                    .append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        }
        return object(call(using -> using.sendGet(asked.toString())));
    }

    /** @throws TrackingException */
    JsonNode post(String path, Object body) throws InterruptedException {
        String json = Json.line(body);
        return object(call(using -> using.sendPost(path, json)));
    }

    private static JsonNode object(String answer) {
        try {
            JsonNode tree = Json.MAPPER.readTree(answer);
            if (tree.isObject() && !tree.has("error_code")) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // a proxy's own page, or half an answer
        }
        throw notMlflow();
    }

    static TrackingException notMlflow() {
        return TrackingException.unanswered("an answer that is not MLflow's");
    }

    private String call(Function<MlflowClient, String> work) throws InterruptedException {
        MlflowClient using = client == null
                ? new MlflowClient(new BasicMlflowHostCreds(
                        server.address(), server.user(), server.password(), server.token(), false))
                : client;
        client = using;
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> answer(answer, using, work), "mlflow-call");
        caller.setDaemon(true);
        caller.start();
        try {
            return answer.get(patience.call().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            client = null;
            throw TrackingException.unanswered(
                    "no answer within " + patience.call().toSeconds() + " s");
        } catch (ExecutionException e) {
            TrackingException told = explained(e.getCause() == null ? e : e.getCause());
            if (told.kind() != Kind.ABSENT) {
                client = null;
            }
            throw told;
        }
    }

    private static void answer(
            CompletableFuture<String> answer, MlflowClient client, Function<MlflowClient, String> work) {
        try {
            answer.complete(work.apply(client));
        } catch (Throwable e) { // also an Error of a library must reach the one who waits
            answer.completeExceptionally(e);
        }
    }

    /** Never the message of the library: it may repeat what we sent. */
    static TrackingException explained(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TrackingException ours) {
                return ours;
            }
            if (cause instanceof MlflowHttpException refused) {
                return TrackingException.refused(refused.getStatusCode(), String.valueOf(refused.getBodyMessage()));
            }
            if (cause instanceof UnknownHostException) {
                return new TrackingException(Kind.LATER, "unknown host");
            }
            if (cause instanceof ConnectException) {
                return new TrackingException(Kind.LATER, "connection refused");
            }
            if (cause instanceof HttpTimeoutException) {
                return TrackingException.unanswered("no answer in time");
            }
            if (cause instanceof SSLException) {
                return new TrackingException(
                        Kind.LATER,
                        "its certificate is not trusted; name your authority's certificate in"
                                + " MLFLOW_TRACKING_SERVER_CERT_PATH");
            }
            if (cause instanceof IOException) {
                return TrackingException.unanswered("connection broken");
            }
        }
        return notMlflow();
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
