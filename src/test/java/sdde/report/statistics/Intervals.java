package sdde.report.statistics;

import sdde.golden.GoldenCase;

final class Intervals {
    private Intervals() {}

    static void check(GoldenCase golden, String pointer, Interval interval) {
        golden.check(pointer, interval.low(), interval.high());
    }
}
