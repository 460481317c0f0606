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

    /**
     * Learns from one batch, after the ensemble's own update, on the features of before it.
     *
     * @param features (N, B, D), from {@link Forward#features()}; detached here
     * @param labels (B), int64
     */
    Learned learn(NDArray features, NDArray labels);

    /** Parameters and the optimiser's state by name; together they continue bit for bit. */
    SortedMap<String, double[]> state();

    /** @throws IllegalArgumentException if names or lengths are not those of {@link #state()} */
    void restore(SortedMap<String, double[]> state);

    @Override
    void close();
}
