package sdde.track;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow_project.google.protobuf.InvalidProtocolBufferException;

/**
 * The MLflow client behind a wall. It hangs for ever on a 429, has no time-out, and tries again at once on a 500: so every
 * call runs on a daemon thread of its own that is left behind at the deadline, together with its client.
 */
final class Calls implements AutoCloseable {
    private final Server server;
    private final Patience patience;
    private @Nullable MlflowClient client;

    Calls(Server server, Patience patience) {
        this.server = server;
        this.patience = patience;
    }

    /**
     * Runs one piece of work that may safely be done twice.
     *
     * @throws TrackingException after the last try, or at once where another try cannot help
     */
    <T> T call(Function<MlflowClient, T> work) throws InterruptedException {
        Duration pause = patience.pause();
        for (int tried = 1; ; tried++) {
            try {
                return once(work);
            } catch (TrackingException e) {
                client = null;
                if (!e.worthAnotherTry() || tried >= patience.tries()) {
                    throw e;
                }
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2);
            }
        }
    }

    private <T> T once(Function<MlflowClient, T> work) throws InterruptedException {
        MlflowClient using = client == null
                ? new MlflowClient(new BasicMlflowHostCreds(
                        server.address(), server.user(), server.password(), server.token(), false))
                : client;
        client = using;
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> answer(answer, using, work), "mlflow-call");
        caller.setDaemon(true);
        caller.start();
        try {
            return answer.get(patience.call().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            throw new TrackingException("no answer within " + patience.call().toSeconds() + " s", true);
        } catch (ExecutionException e) {
            throw explained(e.getCause() == null ? e : e.getCause());
        }
    }

    private static <T> void answer(CompletableFuture<T> answer, MlflowClient client, Function<MlflowClient, T> work) {
        try {
            answer.complete(work.apply(client));
        } catch (Throwable e) { // also an Error of a library must reach the one who waits
            answer.completeExceptionally(e);
        }
    }

    /** Never the message of the library: it may repeat what we sent. */
    private static TrackingException explained(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TrackingException ours) {
                return ours;
            }
            if (cause instanceof MlflowHttpException refused) {
                return refused(refused.getStatusCode());
            }
            if (cause instanceof UnknownHostException) {
                return new TrackingException("unknown host", true);
            }
            if (cause instanceof ConnectException) {
                return new TrackingException("connection refused", true);
            }
            if (cause instanceof InvalidProtocolBufferException) {
                return new TrackingException("an answer that is not MLflow's", true);
            }
            if (cause instanceof java.io.IOException) {
                return new TrackingException("connection broken", true);
            }
        }
        return new TrackingException("an answer that is not MLflow's", true);
    }

    private static TrackingException refused(int status) {
        if (status == 401 || status == 403) {
            return new TrackingException(
                    "user, password or token refused (HTTP " + status
                            + "); see MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN",
                    false);
        }
        return new TrackingException("HTTP " + status, status == 429 || status >= 500);
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
