package sdde.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * {@code report}: what a sweep file chooses for its report; nothing where it leaves the choice to the report.
 *
 * @param baseline method that the others are compared with
 * @param aggregator for the main table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportChoice(@Nullable String baseline, @Nullable String aggregator) {
    public static final ReportChoice NONE = new ReportChoice(null, null);
}
