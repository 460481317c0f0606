package sdde.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.run.RunSpec;

/** Estimates how long a sweep still takes from how long its epochs took. */
final class TimeLeft {
    /** Sum and count of seconds. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double seconds) {
            sum += seconds;
            count++;
        }

        double mean() {
            return sum / count;
        }
    }

    private final Map<String, Mean> byKind = new HashMap<>();
    /** For kinds not met yet: one member, one epoch. */
    private final Mean perMember = new Mean();

    void epochTook(RunSpec spec, double seconds) {
        byKind.computeIfAbsent(kind(spec), kind -> new Mean()).add(seconds);
        perMember.add(seconds / spec.ensembleSize());
    }

    /** None before the first epoch. Start-up and prediction are left out: they are short against training. */
    Optional<Duration> of(List<RunSpec> waiting, List<Scoreboard.Running> running, int slots) {
        if (perMember.count == 0) {
            return Optional.empty();
        }
        double seconds = 0;
        double longest = 0;
        for (RunSpec spec : waiting) {
            double needs = spec.train().epochs() * secondsPerEpoch(spec);
            seconds += needs;
            longest = Math.max(longest, needs);
        }
        for (Scoreboard.Running run : running) {
            double needs =
                    (run.epochs() - run.epoch()) * secondsPerEpoch(run.member().spec());
            seconds += needs;
            longest = Math.max(longest, needs);
        }
        return Optional.of(Duration.ofSeconds(Math.round(Math.max(longest, seconds / slots))));
    }

    private double secondsPerEpoch(RunSpec spec) {
        Mean known = byKind.get(kind(spec));
        return known == null ? perMember.mean() * spec.ensembleSize() : known.mean();
    }

    private static String kind(RunSpec spec) {
        return spec.dataset() + " " + spec.network() + " " + spec.method().name() + " " + spec.ensembleSize();
    }

    /** {@code 40 s}, {@code 12 min}, {@code 3 h 20 min}. */
    static String words(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
