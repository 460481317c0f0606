package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import sdde.run.RunSpec;

/**
 * A way to train an ensemble: the members' cross entropies, their mean unless the run says otherwise, plus {@code
 * weight(epoch) * diversity(step)}.
 *
 * <p>A variant is a record; its components are the parameters a user writes, and {@code lambda} is always the weight.
 */
public interface Method {
    /** Who sees which images. */
    enum Batching {
        /** every member its own shuffled batch */
        OWN,
        /** one shuffled batch for all members */
        SHARED,
        /** one batch for all members, with {@link #samplesPerClass()} images of every class in it */
        BALANCED
    }

    Batching batching();

    /** Only asked for {@link Batching#BALANCED}. */
    default int samplesPerClass() {
        return 0;
    }

    /**
     * Whether diversity needs a second forward, batch norm in eval mode, of all members on the batch of one member drawn
     * for the step. If not, it reuses the outputs that the cross entropy has.
     */
    default boolean separateForward() {
        return false;
    }

    /** Whether {@link #diversity} needs the gradient by the images: then they must be a leaf (N, B, …), one slice a member. */
    default boolean imageGradient() {
        return false;
    }

    /** Where the batch for {@link #diversity} comes from if it is of images of no class; else it is a member's. */
    default Optional<OutlierSource> outlierSource() {
        return Optional.empty();
    }

    /** False: {@link #diversity} is never asked. A weight of 0 does not count: its term is computed and logged. */
    default boolean hasDiversity() {
        return true;
    }

    /** The value to minimise, before its weight, (). Differentiable; finite whenever the outputs are. */
    NDArray diversity(Step step);

    /** Lambda times ramp-up. @param epoch from 1 */
    double weight(int epoch);

    /** Largest global L2 norm of the gradient over all members together, if it is clipped. */
    default OptionalDouble gradientClip() {
        return OptionalDouble.empty();
    }

    /** What has to be trained beside the ensemble, owned by the caller; none for most. */
    default @Nullable Companion companion(NDManager manager, Setting setting) {
        return null;
    }

    /** What makes this method impossible for a run, in words for the user; empty if nothing does. @param classes C */
    default List<String> problems(RunSpec run, int classes) {
        if (run.ensembleSize() >= 2) {
            return List.of();
        }
        return List.of("method '%s' needs ensemble_size >= 2, got %d"
                .formatted(run.method().name(), run.ensembleSize()));
    }
}
