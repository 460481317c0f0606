package sdde.data.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of one file on this machine, with every vice that a test asks for. */
final class FileServer implements AutoCloseable {
    /** How the next request is answered; beyond the last one honestly. */
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Manner> manners = new ArrayDeque<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile byte[] content;
    private volatile String tag = "\"one\"";
    private volatile boolean knowsRanges = true;
    private volatile boolean knowsConditions = true;

    FileServer(byte[] content) {
        this.content = content;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI folder() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pub");
    }

    /** The Range header of each request; "-" for none. */
    List<String> ranges() {
        return ranges;
    }

    FileServer next(Manner manner) {
        manners.add(manner);
        return this;
    }

    FileServer withoutRanges() {
        knowsRanges = false;
        return this;
    }

    /** It sends the rest whatever If-Range says. */
    FileServer withoutConditions() {
        knowsConditions = false;
        return this;
    }

    /** Another edition of the file. */
    void publish(byte[] edition, String newTag) {
        content = edition;
        tag = newTag;
    }

    /** Sends so many bytes of what was asked for, then closes the connection. */
    Manner breaksAfter(int bytes) {
        return exchange -> {
            int from = begin(exchange);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content, from, Math.min(bytes, content.length - from));
                out.flush();
            } catch (IOException notAllWasSent) {
                // that is what it is for
            }
            exchange.close();
        };
    }

    /** All of the file under a length that is too large by one. */
    Manner promisesMoreThanItHas() {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length + 1L);
            exchange.getResponseBody().write(content);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    static Manner status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Manner redirects(String path) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", path);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    static Manner packs(String encoding) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[10]);
        };
    }

    /** One byte now and then, for ever. */
    static Manner trickles(long pauseMillis) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange, new byte[1], pauseMillis);
        };
    }

    /** As fast as it can, for ever, without a length. */
    static Manner floods() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange, new byte[1 << 14], 0);
        };
    }

    /** Takes the request and says nothing. */
    static Manner isSilent() {
        return exchange -> pause(60_000);
    }

    /** Says that the file is longer than it can be. */
    static Manner promises(long bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes);
            exchange.getResponseBody().write(new byte[10]);
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        ranges.add(
                exchange.getRequestHeaders().getOrDefault("Range", List.of("-")).get(0));
        Manner manner = manners.poll();
        if (manner != null) {
            manner.answer(exchange);
            return;
        }
        int from = begin(exchange);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, from, content.length - from);
        }
    }

    /** Sends the head. @return the first byte to send */
    private int begin(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean partial =
                knowsRanges && range != null && (!knowsConditions || condition == null || condition.equals(tag));
        exchange.getResponseHeaders().set("ETag", tag);
        if (!partial) {
            exchange.sendResponseHeaders(200, content.length);
            return 0;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        exchange.sendResponseHeaders(206, content.length - from);
        return from;
    }

    private static void endless(HttpExchange exchange, byte[] block, long pauseMillis) {
        try (OutputStream out = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(block);
                out.flush();
                pause(pauseMillis);
            }
        } catch (IOException hungUp) {
            // the client has had enough
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return Arrays.copyOf(bytes, count);
    }
}
