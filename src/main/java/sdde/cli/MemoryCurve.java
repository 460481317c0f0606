package sdde.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Resident memory of a training process while it trains.
 *
 * @param rssMib after every {@link #EVERY} steps
 */
record MemoryCurve(String method, List<Double> rssMib) {
    static final int EVERY = 100;

    /** Validation and the first checkpoint have happened by then: an epoch of 55,000 images has 430 steps. */
    private static final int SETTLED = 500;

    /** What the rest may add to the largest value of the first epoch. */
    private static final double TOLERANCE = 0.05;

    MemoryCurve {
        rssMib = List.copyOf(rssMib);
    }

    static MemoryCurve of(String method, Contestant contestant, int steps) throws IOException {
        List<Double> curve = new ArrayList<>();
        for (int done = 0; done < steps; done += EVERY) {
            curve.add(contestant.steps(EVERY).rssMib());
        }
        return new MemoryCurve(method, curve);
    }

    /** Whether memory stops growing after the first epoch, up to 5 %; false if it did not get that far. */
    boolean isFlat() {
        return rssMib.size() > SETTLED / EVERY && most(rest()) <= most(first()) * (1 + TOLERANCE);
    }

    String text() {
        String curve = rssMib.stream()
                .map(value -> String.format(Locale.ROOT, "%.0f", value))
                .collect(Collectors.joining(" "));
        return "%s: RSS in MiB every %d steps: %s\n%s".formatted(method, EVERY, curve, verdict());
    }

    private String verdict() {
        if (rssMib.size() <= SETTLED / EVERY) {
            return "  no verdict: more than %d steps are needed\n".formatted(SETTLED);
        }
        return String.format(
                Locale.ROOT,
                "  %s: at most %.0f MiB in the first %d steps, %.0f MiB after them\n",
                isFlat() ? "flat" : "GROWS",
                most(first()),
                SETTLED,
                most(rest()));
    }

    Map<String, Object> figures() {
        return Map.of("method", method, "every_steps", EVERY, "rss_mib", rssMib, "flat", isFlat());
    }

    private List<Double> first() {
        return rssMib.subList(0, SETTLED / EVERY);
    }

    private List<Double> rest() {
        return rssMib.subList(SETTLED / EVERY, rssMib.size());
    }

    private static double most(List<Double> values) {
        return values.stream().mapToDouble(x -> x).max().orElse(0);
    }
}
