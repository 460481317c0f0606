package sdde.report.statistics;

/** From {@code low} to {@code high}, both included; NaN where undefined, infinite where one-sided. */
public record Interval(double low, double high) {
    public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    /** Whether {@code value} lies inside; false if the interval is undefined. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
