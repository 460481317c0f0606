package sdde.report.statistics;

import java.util.Locale;
import java.util.function.BiConsumer;

/** Alternatives as SciPy calls them. */
final class Alternatives {
    private Alternatives() {}

    static void each(BiConsumer<Alternative, String> action) {
        for (Alternative alternative : Alternative.values()) {
            action.accept(alternative, name(alternative));
        }
    }

    static String name(Alternative alternative) {
        return alternative.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
