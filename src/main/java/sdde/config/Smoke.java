package sdde.config;

import java.util.List;

/**
 * What became of a sweep in its smoke form: a trial of the program, cut down until it ends in minutes on any machine.
 *
 * @param of name of the whole sweep
 * @param reduced what was cut down, a line each
 * @param standIns for data that are not there
 */
public record Smoke(String of, List<String> reduced, List<StandIn> standIns) {
    /**
     * Generated images in the place of a dataset.
     *
     * @param set whose place they take
     * @param made what was generated, in words
     * @param why the set cannot be used; empty where a plan is kept, because it names paths of a machine
     */
    public record StandIn(String set, String made, String why) {
        public StandIn withoutReason() {
            return new StandIn(set, made, "");
        }
    }

    public Smoke {
        reduced = List.copyOf(reduced);
        standIns = List.copyOf(standIns);
    }

    /** As it may be kept: the same on every machine. */
    public Smoke withoutReasons() {
        return new Smoke(
                of, reduced, standIns.stream().map(StandIn::withoutReason).toList());
    }
}
