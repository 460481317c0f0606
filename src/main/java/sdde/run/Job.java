package sdde.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator asks of one worker: {@code attempts/<n>/job.json}. All that the worker writes goes into the folder
 * of this file.
 *
 * @param kind train and predict, or only predict, explain or probe with the weights that are there
 * @param evalSets the sets to predict on
 * @param device {@code cpu} or {@code cuda:<index>}
 * @param threads for the arithmetic inside a step; results are bitwise only for equal counts
 * @param resumeFrom folder of an earlier attempt's checkpoint, absolute, or none
 * @param weights absolute path of the weights unless they are trained
 * @param endWithParent end when standard input closes, i.e. when the orchestrator has died
 * @param earlierCheckpoints folders to go on from if {@code resumeFrom} turns out damaged, the furthest first
 * @param visible what CUDA_VISIBLE_DEVICES must be in the worker's environment; null where nobody has set it,
 *     {@link #ONE_OF_CLUSTER} where a cluster chooses
 * @param deviceFacts of the device, as its owner knows them: {@code uuid}, {@code driver}
 */
public record Job(
        RunSpec spec,
        Kind kind,
        List<EvalSet> evalSets,
        String device,
        int threads,
        @Nullable String resumeFrom,
        @Nullable String weights,
        boolean endWithParent,
        List<String> earlierCheckpoints,
        @Nullable String visible,
        SortedMap<String, String> deviceFacts) {
    /** Any one GPU. */
    public static final String ONE_OF_CLUSTER = "*";

    public enum Kind {
        TRAIN,
        PREDICT,
        /** A few training steps, for their time: an event {@code timing} with {@code seconds_per_step}, nothing else. */
        TIME,
        /** Saliency maps and a deletion test on the first of {@code evalSets}, into {@link RunFiles#explanation}. */
        EXPLAIN,
        /** One training step from the weights, beside what it should do, on the first of {@code evalSets}; into {@link RunFiles#probe}. */
        PROBE
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Job {
        evalSets = List.copyOf(evalSets);
        earlierCheckpoints = earlierCheckpoints == null ? List.of() : List.copyOf(earlierCheckpoints);
        deviceFacts = Collections.unmodifiableSortedMap(deviceFacts == null ? new TreeMap<>() : deviceFacts);
    }

    /** On a device that nobody has prepared, with one checkpoint at most. */
    public Job(
            RunSpec spec,
            Kind kind,
            List<EvalSet> evalSets,
            String device,
            int threads,
            @Nullable String resumeFrom,
            @Nullable String weights,
            boolean endWithParent) {
        this(
                spec,
                kind,
                evalSets,
                device,
                threads,
                resumeFrom,
                weights,
                endWithParent,
                List.of(),
                null,
                new TreeMap<>());
    }
}
