package sdde.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.IntFunction;

/**
 * The draws of {@code random}. Each is the SHA-256 of (seed, axis, number of the draw), so more draws change none of those
 * before, and neither does another axis.
 *
 * @param seed as the user gave it
 * @param axis what is drawn
 */
record Draws(long seed, String axis) {
    /** Of the range for {@code uniform}, of the number for {@code log_uniform}: as many as anybody reads. */
    private static final int DIGITS = 3;

    /** Looking one up takes longer than hashing such a text. */
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Draws::sha256);

    /** In [0, 1). @param number from 0 */
    double unit(int number) {
        byte[] text = (seed + "\n" + axis + "\n" + number).getBytes(StandardCharsets.UTF_8);
        long bits = ByteBuffer.wrap(SHA256.get().digest(text)).getLong();
        return (bits >>> 11) * 0x1p-53;
    }

    /** One of {@code size} choices, from 0. */
    int index(int number, int size) {
        return (int) (unit(number) * size);
    }

    /** By the number of the draw: a whole number in [low, high], each as likely. */
    IntFunction<BigDecimal> whole(long low, long high) {
        double width = (double) high - low + 1;
        return number -> BigDecimal.valueOf(low + (long) (unit(number) * width));
    }

    /** Likewise: in [low, high], rounded to a thousandth of the range. */
    IntFunction<BigDecimal> uniform(double low, double high) {
        int decimals = DIGITS - (int) Math.floor(StrictMath.log10(high - low));
        return number -> {
            BigDecimal drawn = BigDecimal.valueOf(low + unit(number) * (high - low));
            return within(low, high, drawn.setScale(decimals, RoundingMode.HALF_EVEN));
        };
    }

    /** Likewise: in [low, high], its logarithm uniform, rounded to three digits. */
    IntFunction<BigDecimal> logUniform(double low, double high) {
        double from = StrictMath.log(low);
        double width = StrictMath.log(high) - from;
        MathContext digits = new MathContext(DIGITS);
        return number -> {
            double drawn = StrictMath.exp(from + unit(number) * width);
            return within(low, high, new BigDecimal(drawn).round(digits));
        };
    }

    /** The same with whole numbers. */
    IntFunction<BigDecimal> logUniformWhole(long low, long high) {
        double from = StrictMath.log(low - 0.5); // so that each end is as likely as its share
        double width = StrictMath.log(high + 0.5) - from;
        return number -> {
            double drawn = StrictMath.exp(from + unit(number) * width);
            return within((double) low, (double) high, new BigDecimal(drawn).setScale(0, RoundingMode.HALF_EVEN));
        };
    }

    private static BigDecimal within(double low, double high, BigDecimal drawn) {
        return drawn.max(BigDecimal.valueOf(low)).min(BigDecimal.valueOf(high)).stripTrailingZeros();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
