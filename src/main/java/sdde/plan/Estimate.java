package sdde.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left to do of a plan, before it is done.
 *
 * @param work seconds of all runs, one after the other
 * @param wall seconds on the clock with that many runs at a time
 * @param longest seconds of the longest run, which no parallelism shortens
 * @param atATime runs at a time that there is work for
 * @param bytes on the disk when all is done, beyond what is there
 * @param bases runs by what their estimate rests on
 * @param unknown runs without an estimate, which are not in the seconds
 */
public record Estimate(
        double work, double wall, double longest, int atATime, long bytes, Map<Basis, Integer> bases, int unknown) {
    /** What the time of a run is estimated from, best first. */
    public enum Basis {
        MEASURED("measured: runs of the same method, network, data, ensemble and batch size"),
        CALIBRATED("calibrated: some steps timed just now"),
        SCALED("cost model, scaled by runs measured on this machine"),
        MODEL("shipped cost model: another machine may be three times as fast or slow; --calibrate times some steps");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Estimate {
        bases = Collections.unmodifiableMap(new LinkedHashMap<>(bases));
    }
}
