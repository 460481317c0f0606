package sdde.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tracking}: what a sweep file says of its mirror.
 *
 * @param mlflow address of a server, without credentials; none: MLFLOW_TRACKING_URI decides
 * @param experiment that the sweep appears in; none: one of the sweep's own name
 * @param artifacts of {@link #ARTIFACTS}: what is sent of every run besides its numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tracking(@Nullable String mlflow, @Nullable String experiment, List<String> artifacts) {
    /** What can be asked for: it is large. */
    public static final List<String> ARTIFACTS = List.of("logits", "weights");

    public static final Tracking NONE = new Tracking(null, null, List.of());

    public Tracking {
        artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
    }
}
