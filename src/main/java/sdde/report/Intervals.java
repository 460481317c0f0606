package sdde.report;

import sdde.report.document.Cell;
import sdde.report.document.Scale;
import sdde.report.statistics.Interval;

/** Intervals as cells of a table. */
final class Intervals {
    private Intervals() {}

    /** Of a difference: {@code [+0.10, +1.20]}; a dash where it is undefined. */
    static Cell signed(Interval interval, Scale scale) {
        return Double.isNaN(interval.low())
                ? Cell.missing()
                : Cell.of("[" + scale.showSigned(interval.low()) + ", " + scale.showSigned(interval.high()) + "]");
    }

    /** Of a quantity: {@code [0.10, 1.20]}. */
    static Cell of(Interval interval, Scale scale) {
        return Double.isNaN(interval.low())
                ? Cell.missing()
                : Cell.of("[" + scale.show(interval.low()) + ", " + scale.show(interval.high()) + "]");
    }
}
