package sdde.train;

/**
 * The learning rate falls by half a cosine, step by step, from {@code initial} to 1e-6.
 *
 * <p>{@code lr(s) = initial · (m + (1 - m)/2 · (1 + cos(π s / steps)))} with {@code m = 1e-6 / initial} (the authors'
 * {@code openood/trainers/lr_scheduler.py}).
 *
 * @param steps of the whole training
 */
record CosineSchedule(double initial, long steps) {
    private static final double LAST = 1e-6;

    /** @param step from 0; the first step uses {@code initial} */
    double rate(long step) {
        double least = LAST / initial;
        return initial * (least + (1 - least) / 2 * (1 + Math.cos(Math.PI * step / steps)));
    }
}
