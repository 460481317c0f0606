package sdde.worker;

import sdde.train.EpochReport;
import sdde.train.StepReport;
import sdde.train.TrainingListener;

/** Times the steps of a training until there are enough; the first ones, in which Java compiles, do not count. */
final class StepClock implements TrainingListener {
    private static final int WARM_UP = 4;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final int ENOUGH = 12;
    /** On a busy machine a second says little of the next. */
    private static final double ENOUGH_SECONDS = 4;
    /** However slow a step is. */
    private static final double LONGEST_SECONDS = 60;

    private final long started = System.nanoTime();
    private long last = System.nanoTime();
    private int warm;
    private double warmSeconds;
    private int counted;
    private double countedSeconds;

    @Override
    public void epoch(EpochReport report) {
        last = System.nanoTime(); // the validation is no step
    }

    @Override
    public void step(int epoch, int step, StepReport report) {
        long now = System.nanoTime();
        add((now - last) / 1e9);
        last = now;
    }

    void add(double seconds) {
        if (warm < WARM_UP || warmSeconds < WARM_UP_SECONDS) {
            warm++;
            warmSeconds += seconds;
        } else {
            counted++;
            countedSeconds += seconds;
        }
    }

    boolean isDone() {
        boolean late = (System.nanoTime() - started) / 1e9 > LONGEST_SECONDS && warm + counted > 1;
        return late || (counted >= ENOUGH && countedSeconds >= ENOUGH_SECONDS);
    }

    /** Seconds a step, the mean of those that count, else of all; NaN before any. */
    double mean() {
        return counted == 0 ? warmSeconds / warm : countedSeconds / counted;
    }
}
