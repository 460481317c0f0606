package sdde.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sdde.run.RunId;

/**
 * All rows of one run but its measurements, in the order of the tables' columns.
 *
 * @param run one row of {@code run}
 */
record RunRows(
        RunId id,
        List<@Nullable Object> run,
        List<List<@Nullable Object>> attempts,
        List<List<@Nullable Object>> epochMetrics,
        List<List<@Nullable Object>> artifacts,
        List<List<@Nullable Object>> provenance) {}
