package sdde.run;

import java.util.List;

/** How long runs took that are there, for estimates. */
public interface StepTimes {
    /** Nothing was ever run. */
    StepTimes NONE = List::of;

    List<Taken> taken();

    /**
     * What a run took.
     *
     * @param secondsPerStep of training, all members together
     * @param otherSeconds for loading, validation and predictions; NaN if not known
     */
    record Taken(RunSpec spec, double secondsPerStep, double otherSeconds) {}
}
