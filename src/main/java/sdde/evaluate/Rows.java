package sdde.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Collects measurements; leaves out what is undefined. */
final class Rows {
    private final List<Measurement> rows = new ArrayList<>();

    void add(Measurement row) {
        if (!Double.isNaN(row.score())) {
            rows.add(row);
        }
    }

    List<Measurement> all() {
        return List.copyOf(rows);
    }
}
