package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.SortedMap;

/** A small network trained beside the ensemble. Its state belongs in the checkpoint; closing frees it. */
public interface Companion extends AutoCloseable {
    /** Of one batch, before the update. */
    record Learned(float loss, float accuracy) {
        /** Where nothing is trained beside the ensemble. */
        public static final Learned NONE = new Learned(0, 0);
    }

    /** What it made of a batch, for the diversity term and for learning from it. */
    interface Judged {}

    /**
     * Looks at one batch, its parameters as they are.
     *
     * @param features (N, B, D), without a gradient; what is returned lives as long as their manager
     * @param labels (B), int64
     */
    Judged judge(NDArray features, NDArray labels);

    /** Learns from one batch, after the ensemble's own update. @param judged from {@link #judge}, used up */
    Learned learn(Judged judged);

    /** Parameters and the optimiser's state by name; together they continue bit for bit. */
    SortedMap<String, double[]> state();

    /** @throws IllegalArgumentException if names or lengths are not those of {@link #state()} */
    void restore(SortedMap<String, double[]> state);

    @Override
    void close();
}
