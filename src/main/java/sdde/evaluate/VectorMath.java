package sdde.evaluate;

/**
 * {@code exp} and {@code log} in float32 as PyTorch's log-softmax rounds them: the formulas of the vector library SLEEF, which
 * are right but for one unit in the last place. Where a loss is flat but for rounding, that unit decides what is lowest.
 *
 * @see <a href="https://sleef.org">sleef.org, expf and logf within 1.0 ULP</a>
 */
final class VectorMath {
    private static final float BITS_OF_E = 1.442695f; // 1 / log 2
    /** log 2 in two parts; the first has so few bits that a whole number of times it is exact. */
    private static final float LOG_2 = 0.69314575f;

    private static final float LOG_2_REST = 1.4286068e-6f;
    private static final float LEAST = -104; // below, exp is 0

    /** log 2 in two parts that are each as near as can be. */
    private static final float NEAREST_LOG_2 = 0.6931472f;

    private static final float NEAREST_LOG_2_REST = -1.9046542e-9f;

    private VectorMath() {}

    /** @param x not above 0 */
    static float exp(float x) {
        if (x < LEAST) {
            return 0;
        }
        float doublings = (float) Math.rint(x * BITS_OF_E);
        float rest = Math.fma(doublings, -LOG_2_REST, Math.fma(doublings, -LOG_2, x));
        float series = 1.9852762e-4f;
        series = Math.fma(series, rest, 0.0013930436f);
        series = Math.fma(series, rest, 0.008333361f);
        series = Math.fma(series, rest, 0.041666485f);
        series = Math.fma(series, rest, 0.16666667f);
        series = Math.fma(series, rest, 0.5f);
        return Math.scalb(1 + Math.fma(rest * rest, series, rest), (int) doublings);
    }

    /**
     * {@code 2 artanh((m - 1) / (m + 1)) + e log 2} for {@code x = 2^e m}; numbers in two floats as head and tail.
     *
     * @param x finite, at least 1
     */
    static float log(float x) {
        int exponent = Math.getExponent(x * (1 / 0.75f));
        float doublings = (float) exponent;
        float m = Math.scalb(x, -exponent); // from 0.75 to 1.5
        float above = m + 1;
        float aboveTail = (1 - (above - (above - 1))) + (m - (above - 1));
        float inverse = 1 / above;
        float ratio = (m - 1) * inverse;
        float missing = Math.fma(-aboveTail, inverse, Math.fma(-above, inverse, 1));
        float ratioTail = Math.fma(ratio, missing, Math.fma(inverse, m - 1, -ratio));

        float head = NEAREST_LOG_2 * doublings;
        float tail = Math.fma(NEAREST_LOG_2_REST, doublings, Math.fma(NEAREST_LOG_2, doublings, -head));
        float sum = head + 2 * ratio;
        float sumTail = ((head - sum) + 2 * ratio) + tail + 2 * ratioTail;

        float square = ratio * ratio;
        float series = Math.fma(Math.fma(0.3027295f, square, 0.39961082f), square, 0.6666695f);
        float rest = square * ratio * series;
        float all = sum + rest;
        return all + (((sum - all) + rest) + sumTail);
    }
}
