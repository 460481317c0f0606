package sdde.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import sdde.config.UserError;

/**
 * Brings one file over HTTP into its part file: goes on where a try broke off, by {@code Range} and {@code If-Range}, and
 * gives up within a bounded time on servers that say nothing, too little or too much.
 */
final class Download {
    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int OUT_OF_RANGE = 416;

    /** A try that brings a twentieth of the file, or what is asked of a window, does not count as a failure. */
    private static final int WORTHY_SHARE = 20;

    /** A failure that another try, here, cannot mend. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private final HttpClient client;
    private final Limits limits;
    private final Progress progress;

    Download(Limits limits, Progress progress) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(limits.answer())
                .build();
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Fills the part file.
     *
     * @throws IOException if the server does not bring it; what has come stays and is gone on from
     * @throws UserError if the process is interrupted
     */
    void fetch(RemoteFile file, URI address, PartFile part) throws IOException {
        long deadline = System.nanoTime() + limits.total().toNanos();
        int fruitless = 0;
        while (true) {
            long before = part.bytes();
            try {
                once(file, address, part, deadline);
                return;
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                if (part.bytes() == file.bytes()) {
                    return; // it is all there, whatever the server had promised; the caller checks it
                }
                fruitless = isWorthIt(part.bytes() - before, file) ? 0 : fruitless + 1;
                if (fruitless >= limits.tries() || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                progress.note("%s: %s; trying again".formatted(file.name(), reason(e)));
                pause(fruitless);
            }
        }
    }

    /** Whether a try brought so much that another one will come to an end: a byte at a time would take for ever. */
    private boolean isWorthIt(long gained, RemoteFile file) {
        long share = file.sizeIsKnown() ? Math.max(1, file.bytes() / WORTHY_SHARE) : Long.MAX_VALUE;
        return gained >= Math.min(limits.least(), share);
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void pause(int fruitless) {
        try {
            Thread.sleep(limits.pause().toMillis() << Math.min(fruitless, 6));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while downloading", e);
        }
    }

    private void once(RemoteFile file, URI address, PartFile part, long deadline) throws IOException {
        long have = part.bytes();
        Optional<String> validator = have == 0 ? Optional.empty() : resumable(file, address, part);
        HttpResponse<InputStream> answer = send(address, validator.isPresent() ? have : 0, validator.orElse(""));
        try (InputStream body = answer.body()) {
            int status = answer.statusCode();
            if (status == OUT_OF_RANGE || (status == PARTIAL && start(answer) != have)) {
                part.delete();
                throw new IOException("the server cannot go on from byte " + have);
            }
            if (status == PARTIAL && isOfAnother(answer, validator.orElse(""))) {
                part.delete();
                throw new IOException("the server has another edition of the file than the one that was begun");
            }
            if (status != OK && status != PARTIAL) {
                throw failure(status);
            }
            refusePacked(answer);
            if (status == OK) {
                part.begin(new PartFile.Edition(address.toString(), validatorOf(answer)));
            }
            long offset = status == OK ? 0 : have;
            long total = total(file, answer, offset);
            receive(file, body, part, new Transfer(offset, total, deadline));
        }
    }

    /** What may be asked for the rest: nothing if it could be the rest of another edition. */
    private static Optional<String> resumable(RemoteFile file, URI address, PartFile part) {
        return resumable(file, part)
                .filter(edition -> edition.address().equals(address.toString()))
                .map(PartFile.Edition::validator);
    }

    /** Whose beginning is there, if its rest can be told from that of another edition. */
    static Optional<PartFile.Edition> resumable(RemoteFile file, PartFile part) {
        return part.edition().filter(edition -> !edition.validator().isEmpty() || file.checksum() != null);
    }

    private HttpResponse<InputStream> send(URI address, long from, String validator) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(limits.answer()).header("User-Agent", "sdde");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            if (!validator.isEmpty()) {
                request.header("If-Range", validator);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) { // mostly without a message
            throw new IOException("there is no connection to " + address.getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while downloading", e);
        }
    }

    private static IOException failure(int status) {
        String meaning =
                switch (status) {
                    case 401, 403 -> ", it does not give the file to everybody";
                    case 404 -> ", no such file";
                    default -> status / 100 == 3 ? ", a redirection that leads nowhere" : "";
                };
        String text = "the server answers %d%s".formatted(status, meaning);
        boolean passing = status >= 500 || status == 408 || status == 429;
        return passing ? new IOException(text) : new Refused(text);
    }

    /** A server that does not know If-Range sends the rest of whatever it has. */
    private static boolean isOfAnother(HttpResponse<?> answer, String begun) {
        String now = validatorOf(answer);
        return !begun.isEmpty() && !now.isEmpty() && !now.equals(begun);
    }

    /** Nobody asked for it; its bytes would not be the file's. */
    private static void refusePacked(HttpResponse<?> answer) throws Refused {
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new Refused("the server sends the file packed as '%s', which was not asked for".formatted(encoding));
        }
    }

    private static String validatorOf(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/")) // a weak one does not vouch for bytes
                .or(() -> answer.headers().firstValue("Last-Modified"))
                .orElse("");
    }

    /** First byte of a partial answer; -1 if it does not say. */
    private static long start(HttpResponse<?> answer) {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        String digits = range.replaceFirst("^bytes (\\d{1,18})-.*$", "$1");
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    /** @throws Refused if the server offers more than the file can be */
    private static long total(RemoteFile file, HttpResponse<?> answer, long offset) throws Refused {
        OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
        if (length.isEmpty()) {
            return file.bytes();
        }
        long total = offset + length.getAsLong();
        if (total > file.most()) {
            throw new Refused("the server offers %d bytes, expected %s".formatted(total, expected(file)));
        }
        return total;
    }

    private static String expected(RemoteFile file) {
        return file.sizeIsKnown() ? Long.toString(file.bytes()) : "at most " + file.most();
    }

    /** @param total {@link RemoteFile#UNKNOWN} where neither server nor catalogue says */
    private record Transfer(long offset, long total, long deadline) {}

    private void receive(RemoteFile file, InputStream body, PartFile part, Transfer transfer) throws IOException {
        long have = transfer.offset();
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(part.path(), StandardOpenOption.APPEND);
                Watchdog watchdog = new Watchdog(body, limits, transfer.deadline())) {
            for (int count = read(body, buffer, watchdog); count >= 0; count = read(body, buffer, watchdog)) {
                write(out, buffer, count, part);
                have += count;
                watchdog.received(count);
                if (have > file.most()) {
                    throw new Refused("the server sends more than %s bytes".formatted(expected(file)));
                }
                progress.at(file.name(), have, transfer.total());
            }
            watchdog.check();
        }
        if (transfer.total() != RemoteFile.UNKNOWN && have < transfer.total()) {
            throw new IOException("the connection ended after %d of %d bytes".formatted(have, transfer.total()));
        }
    }

    /** The disk's failure is not the server's: another try would not help. */
    private static void write(OutputStream out, byte[] buffer, int count, PartFile part) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to %s: %s; make room, or name another data folder with --data or SDDE_DATA; what has come is kept"
                            .formatted(part.path(), reason(e)),
                    e);
        }
    }

    private static int read(InputStream body, byte[] buffer, Watchdog watchdog) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            watchdog.check(); // if it was the watchdog that closed the stream, its reason is the better one
            throw new IOException("the connection broke off (%s)".formatted(reason(e)), e);
        }
    }

    /** How long a window is, for messages. */
    static String seconds(Duration duration) {
        return duration.toMillis() / 1e3 + " s";
    }
}
