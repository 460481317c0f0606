package sdde.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator asks of one worker: {@code attempts/<n>/job.json}. All that the worker writes goes into the folder
 * of this file.
 *
 * @param kind train and predict, or only predict or explain with the weights that are there
 * @param evalSets the sets to predict on
 * @param device {@code cpu} or {@code cuda:<index>}
 * @param threads for the arithmetic inside a step; results are bitwise only for equal counts
 * @param resumeFrom folder of an earlier attempt's checkpoint, absolute, or none
 * @param weights absolute path of the weights unless they are trained
 * @param endWithParent end when standard input closes, i.e. when the orchestrator has died
 */
public record Job(
        RunSpec spec,
        Kind kind,
        List<EvalSet> evalSets,
        String device,
        int threads,
        @Nullable String resumeFrom,
        @Nullable String weights,
        boolean endWithParent) {
    public enum Kind {
        TRAIN,
        PREDICT,
        /** A few training steps, for their time: an event {@code timing} with {@code seconds_per_step}, nothing else. */
        TIME,
        /** Saliency maps and a deletion test on the first of {@code evalSets}, into {@link RunFiles#explanation}. */
        EXPLAIN
    }

    public Job {
        evalSets = List.copyOf(evalSets);
    }
}
