package sdde.train;

/** Told how a training goes. */
public interface TrainingListener {
    /** After the validation of an epoch, before its checkpoint. */
    void epoch(EpochReport report);

    /** After a step. @param epoch from 1 @param step from 1 */
    default void step(int epoch, int step, StepReport report) {}

    /** A checkpoint is on the disk. @param step steps done in the epoch */
    default void checkpoint(int epoch, int step) {}

    /** Something that the log should say. */
    default void note(String text) {}
}
