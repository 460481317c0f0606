package sdde.report.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import sdde.run.Json;

/** Numbers as text, the same on every JDK and in every locale. */
public final class Digits {
    private Digits() {}

    /** Rounded half up from the decimal form, so that 0.125 gives 0.13 everywhere; never {@code -0.00}. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "-∞";
        }
        BigDecimal rounded = decimal(value).setScale(decimals, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString();
    }

    /** With its sign: {@code +1.20}. */
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return text.startsWith("-") || text.equals("–") || isZero(text) ? text : "+" + text;
    }

    /** The shortest form that reads back as the same number; empty for NaN. */
    public static String raw(double value) {
        return Double.isNaN(value) ? "" : Json.line(value).replace("\"", "");
    }

    /** As a person writes a parameter: {@code 0.1}, {@code 1e-12}, {@code 5}. */
    public static String plain(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : fixed(value, 0);
        }
        BigDecimal exact = decimal(value).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent < -5 || exponent > 6) {
            return exact.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
        }
        return exact.toPlainString();
    }

    /** {@code < 0.001}, {@code 0.012}, {@code 0.25}; what is below 0.05 does not look as if it were not. */
    public static String probability(double p) {
        if (Double.isNaN(p)) {
            return "–";
        }
        if (p < 0.05 && fixed(p, 3).equals("0.050")) {
            return p < 0.04995 ? fixed(p, 4) : "< 0.05";
        }
        return p < 0.001 ? "< 0.001" : fixed(p, p < 0.1 ? 3 : 2);
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(Json.line(value));
    }

    private static boolean isZero(String text) {
        return text.chars().allMatch(c -> c == '0' || c == '.');
    }
}
