package sdde.worker;

import java.util.ArrayList;
import java.util.List;
import sdde.train.EpochReport;
import sdde.train.StepReport;
import sdde.train.TrainingListener;

/** Times the steps of a training until there are enough; the first ones, which warm up, do not count. */
final class StepClock implements TrainingListener {
    private static final int WARM_UP = 4;
    private static final int ENOUGH = 12;
    /** However slow a step is. */
    private static final double LONGEST_SECONDS = 60;

    private final long started = System.nanoTime();
    private final List<Double> seconds = new ArrayList<>();
    private long last = System.nanoTime();

    @Override
    public void epoch(EpochReport report) {
        last = System.nanoTime(); // the validation is no step
    }

    @Override
    public void step(int epoch, int step, StepReport report) {
        long now = System.nanoTime();
        seconds.add((now - last) / 1e9);
        last = now;
    }

    boolean isDone() {
        boolean late = (System.nanoTime() - started) / 1e9 > LONGEST_SECONDS && seconds.size() > 1;
        return late || seconds.size() >= WARM_UP + ENOUGH;
    }

    /** Seconds a step, the middle one of those that count; NaN before any. */
    double median() {
        List<Double> counted = seconds.stream()
                .skip(seconds.size() > WARM_UP ? WARM_UP : 0)
                .sorted()
                .toList();
        return counted.isEmpty() ? Double.NaN : counted.get(counted.size() / 2);
    }
}
