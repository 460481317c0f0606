package sdde.track;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sdde.run.Hashes;

/**
 * A run as MLflow shall show it; a function of the run's folder, so that the second sending adds nothing.
 *
 * @param key by which it is found
 * @param inputs data sets
 * @param files artifacts by path, with slashes
 * @param status RUNNING, FINISHED, FAILED or KILLED
 * @param start milliseconds since 1970, UTC
 */
record Page(
        String name,
        Key key,
        SortedMap<String, String> params,
        SortedMap<String, String> tags,
        List<Point> points,
        List<Input> inputs,
        SortedMap<String, Source> files,
        String status,
        @Nullable Long start,
        @Nullable Long end) {
    static final String RUNNING = "RUNNING";

    /** @param run its id; none for the sweep itself, the parent of its runs */
    record Key(String sweep, @Nullable String run) {
        static final String SWEEP = "sdde.sweep";
        static final String RUN = "sdde.run_id";
        static final String KIND = "sdde.kind";

        SortedMap<String, String> tags() {
            TreeMap<String, String> tags = new TreeMap<>();
            tags.put(SWEEP, sweep);
            tags.put(KIND, run == null ? "sweep" : "run");
            if (run != null) {
                tags.put(RUN, run);
            }
            return tags;
        }
    }

    /** @param step the epoch, or 0 */
    record Point(String key, double score, long time, long step) {}

    /** @param digest at most 36 characters. @param context {@code training}, {@code validation}, {@code evaluation} */
    record Input(String name, String digest, String source, String context) {}

    /** Content of an artifact: a file, or bytes that were made for it. */
    record Source(@Nullable Path file, @Nullable ByteBuffer content, long bytes, String sha256) {
        static Source of(Path file) {
            return new Source(file, null, file.toFile().length(), Hashes.of(file));
        }

        static Source of(byte[] content) {
            ByteBuffer bytes = ByteBuffer.wrap(content).asReadOnlyBuffer();
            return new Source(null, bytes, content.length, Hashes.of(bytes.duplicate()));
        }

        static Source of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Source source && source.sha256.equals(sha256);
        }

        @Override
        public int hashCode() {
            return sha256.hashCode();
        }

        @Override
        public String toString() {
            return sha256;
        }
    }

    Page {
        points = List.copyOf(points);
        inputs = List.copyOf(inputs);
    }

    boolean isRunning() {
        return status.equals(RUNNING);
    }

    /** Of all that is to be seen. */
    String digest() {
        return Hashes.of(
                Arrays.toString(new Object[] {name, key, params, tags, points, inputs, files, status, start, end}));
    }
}
