package sdde.report.document;

/**
 * How a number is shown.
 *
 * @param factor 100 for percent and points
 * @param decimals after the factor
 */
public record Scale(double factor, int decimals) {
    public static final Scale PERCENT = new Scale(100, 2);
    public static final Scale PLAIN = new Scale(1, 4);

    public String show(double value) {
        return Digits.fixed(value * factor, decimals);
    }

    public String showSigned(double value) {
        return Digits.signed(value * factor, decimals);
    }
}
