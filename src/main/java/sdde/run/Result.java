package sdde.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code result.json}: promoted last; without it a run is not finished.
 *
 * @param outcome {@link RunState#SUCCEEDED} or {@link RunState#DIVERGED}
 * @param attempt whose outputs were promoted
 * @param epoch the chosen one, from 1: best validation accuracy, ties to the later
 * @param weightsSha256 of the chosen parameters, float32 little-endian, in the order of the file; bare lower-case hex
 * @param logitsSha256 of the member logits (N, B, C) on the in-distribution test set; bare lower-case hex
 * @param featuresSha256 of {@code training_features.npz}, the file; none where features are not stored
 * @param reason why it diverged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
        RunState outcome,
        int attempt,
        @Nullable Integer epoch,
        @Nullable String weightsSha256,
        @Nullable String logitsSha256,
        @Nullable String featuresSha256,
        @Nullable String reason) {
    /** Without stored features. */
    public Result(
            RunState outcome,
            int attempt,
            @Nullable Integer epoch,
            @Nullable String weightsSha256,
            @Nullable String logitsSha256,
            @Nullable String reason) {
        this(outcome, attempt, epoch, weightsSha256, logitsSha256, null, reason);
    }

    /**
     * Of a run or an attempt; empty if there is none, or one that cannot be read: half a file is no result.
     *
     * @see RunFiles#result()
     */
    public static Optional<Result> of(RunFiles files) {
        return Json.readIfWhole(files.result(), Result.class);
    }

    public Result {
        if (!outcome.isFinished()) {
            throw new IllegalArgumentException("a result is SUCCEEDED or DIVERGED, got " + outcome);
        }
    }
}
