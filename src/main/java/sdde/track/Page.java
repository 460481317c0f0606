package sdde.track;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.RunStatus;

/**
 * A run as MLflow shall show it; a function of the run's folder, so that the second sending adds nothing.
 *
 * @param tag the tag by which it is found, and its value
 * @param start milliseconds since 1970, UTC
 */
record Page(
        String name,
        Tag tag,
        SortedMap<String, String> params,
        SortedMap<String, String> tags,
        List<Point> points,
        RunStatus status,
        @Nullable Long start,
        @Nullable Long end) {
    record Tag(String key, String text) {}

    /** @param step the epoch, or 0 */
    record Point(String key, double score, long time, long step) {}

    Page {
        points = List.copyOf(points);
    }
}
