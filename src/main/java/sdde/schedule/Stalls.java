package sdde.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import sdde.run.RunEvent;
import sdde.run.RunSpec;

/**
 * The watchdog: how long a worker may say nothing. A worker writes a checkpoint a minute while it trains, but loading and
 * predicting take as long as they take, so the limit is generous: ten epochs, and a quarter of an hour at least.
 */
final class Stalls {
    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final double EPOCHS = 10;
    private static final double MOST_SECONDS = 30.0 * 24 * 3600;

    private final Scheduler.Settings settings;
    /** The longest epoch seen, by what makes runs alike. */
    private final Map<RunSpec, Double> epochs = new HashMap<>();

    Stalls(Scheduler.Settings settings) {
        this.settings = settings;
    }

    void learn(RunSpec spec, RunEvent event) {
        if (event.type().equals("epoch")
                && event.data().get("metrics") instanceof Map<?, ?> metrics
                && metrics.get("seconds") instanceof Number seconds) {
            epochs.merge(spec, seconds.doubleValue(), Math::max);
        }
    }

    Optional<String> check(Busy work) {
        return work.pulse.stalled(limit(work.task.member.spec()), System.nanoTime(), work.attempt.cpuTime());
    }

    Duration limit(RunSpec spec) {
        return settings.stallLimit().orElseGet(() -> {
            OptionalDouble forecast = settings.forecast().epochSeconds(spec);
            double epoch = Math.max(epochs.getOrDefault(spec, 0.0), forecast.orElse(0));
            long seconds = Math.round(Math.min(EPOCHS * epoch, MOST_SECONDS));
            return seconds > LEAST.toSeconds() ? Duration.ofSeconds(seconds) : LEAST;
        });
    }
}
