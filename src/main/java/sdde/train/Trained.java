package sdde.train;

/** How a training ended. */
public sealed interface Trained {
    /** All epochs are done and the ensemble holds the chosen one. @param epoch from 1 @param accuracy on validation */
    record Done(int epoch, double accuracy) implements Trained {}

    /** The loss became NaN or infinite. */
    record Diverged(String reason) implements Trained {}

    /** Asked to stop; the checkpoint is on the disk. */
    record Stopped(int epoch, int step) implements Trained {}
}
