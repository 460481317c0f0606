package sdde.run;

/** IEEE 754 half precision; {@code Float.floatToFloat16} exists only from Java 20. */
final class Half {
    private Half() {}

    /** Rounded to nearest, ties to even. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00); // NaN
        }
        if (magnitude >= 0x477ff000) {
            return (short) (sign | 0x7c00); // rounds beyond 65504: infinity
        }
        if (magnitude >= 0x38800000) {
            int exponentShifted = magnitude - 0x38000000;
            return (short) (sign | ((exponentShifted + 0xfff + ((exponentShifted >>> 13) & 1)) >>> 13));
        }
        if (magnitude < 0x33000000) {
            return (short) sign; // below half of the smallest subnormal
        }
        int shift = 126 - (magnitude >>> 23);
        int mantissa = (magnitude & 0x7fffff) | 0x800000;
        int rounding = (1 << (shift - 1)) - 1 + ((mantissa >>> shift) & 1);
        return (short) (sign | ((mantissa + rounding) >>> shift));
    }

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | (mantissa << 13));
        }
        if (exponent == 0) {
            float subnormal = mantissa * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (mantissa << 13));
    }
}
