package sdde.schedule;

import java.util.OptionalDouble;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunSpec;

/** What may be known of a run before it starts. */
public interface Forecast {
    /** Nothing is known. */
    Forecast NONE = new Forecast() {};

    /** Seconds of an epoch; for the watchdog. */
    default OptionalDouble epochSeconds(RunSpec spec) {
        return OptionalDouble.empty();
    }

    /** What the run will write, checkpoints included; 0 if not known. */
    default long diskBytes(Member member) {
        return 0;
    }

    /** What its worker will have in the memory of its device; 0 if not known. */
    default long memoryBytes(RunSpec spec) {
        return 0;
    }
}
