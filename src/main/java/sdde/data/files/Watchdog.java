package sdde.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Closes a stream that brings too little for too long: a blocked read cannot be bounded in another way. */
final class Watchdog implements AutoCloseable {
    private final InputStream stream;
    private final Limits limits;
    private final long deadline;
    private final AtomicLong received = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable IOException reason;

    /** @param deadline in {@link System#nanoTime} */
    Watchdog(InputStream stream, Limits limits, long deadline) {
        this.stream = stream;
        this.limits = limits;
        this.deadline = deadline;
        this.thread = new Thread(this::watch, "download watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    void received(int bytes) {
        received.addAndGet(bytes);
    }

    /** @throws IOException if the stream was closed by this */
    void check() throws IOException {
        IOException why = reason;
        if (why != null) {
            throw why;
        }
    }

    private void watch() {
        try {
            while (true) {
                long before = received.get();
                Thread.sleep(limits.window().toMillis());
                long came = received.get() - before;
                if (System.nanoTime() - deadline >= 0) {
                    end(new Download.Refused("it was not finished within " + Download.seconds(limits.total())));
                    return;
                }
                if (came < limits.least()) {
                    end(new IOException("the server is too slow: %d bytes in %s, at least %d are expected"
                            .formatted(came, Download.seconds(limits.window()), limits.least())));
                    return;
                }
            }
        } catch (InterruptedException done) {
            // closed
        }
    }

    private void end(IOException why) {
        reason = why;
        try {
            stream.close();
        } catch (IOException alreadyBroken) {
            // the reader will see it
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
