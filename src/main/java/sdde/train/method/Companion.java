package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.SortedMap;

/** A small network trained beside the ensemble. Its state belongs in the checkpoint; closing frees it. */
public interface Companion extends AutoCloseable {
    /**
     * Learns from one batch, after the ensemble's own update, on the features of before it.
     *
     * @param features (N, B, D), from {@link Forward#features()}; detached here
     * @param labels (B), int64
     * @return its loss before the update, for the log
     */
    float learn(NDArray features, NDArray labels);

    /** Parameters and the optimiser's state by name; together they continue bit for bit. */
    SortedMap<String, float[]> state();

    /** @throws IllegalArgumentException if names or lengths are not those of {@link #state()} */
    void restore(SortedMap<String, float[]> state);

    @Override
    void close();
}
