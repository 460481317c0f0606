package sdde.report.document;

import java.util.List;
import java.util.Set;

/** One cell of a table. */
public sealed interface Cell {
    /** As read, without emphasis. */
    String text();

    /** What a pointer shows over it; empty for nothing. */
    default String detail() {
        return "";
    }

    static Cell of(String text) {
        return new Words(text);
    }

    static Cell of(long count) {
        return new Quantity(count, new Scale(1, 0));
    }

    static Cell missing() {
        return new Words("–");
    }

    /** A text: a name, a setting, an explanation. */
    record Words(String text) implements Cell {}

    /** A number without spread. */
    record Quantity(double value, Scale scale) implements Cell {
        @Override
        public String text() {
            return scale.show(value);
        }
    }

    /**
     * A mean over runs.
     *
     * @param mean unscaled
     * @param sd with n - 1, unscaled; NaN for fewer than two runs
     * @param n number of runs
     * @param runs their ids, where the table can tell
     */
    record Estimate(double mean, double sd, int n, Scale scale, Set<Mark> marks, String detail, List<String> runs)
            implements Cell {
        public Estimate {
            marks = Set.copyOf(marks);
            runs = List.copyOf(runs);
        }

        /** Of no particular runs. */
        public Estimate(double mean, double sd, int n, Scale scale, Set<Mark> marks, String detail) {
            this(mean, sd, n, scale, marks, detail, List.of());
        }

        @Override
        public String text() {
            return Double.isNaN(sd) ? scale.show(mean) : scale.show(mean) + " ± " + scale.show(sd);
        }

        public boolean has(Mark mark) {
            return marks.contains(mark);
        }
    }
}
