package sdde.train.network;

import ai.djl.ndarray.NDArray;

/**
 * One member during one pass.
 *
 * @param index from 0
 * @param training whether batch statistics are used, and running ones moved
 */
record Member(Weights parameters, Weights buffers, int index, boolean training) {
    NDArray parameter(String name) {
        return parameters.of(index, name);
    }

    NDArray buffer(String name) {
        return buffers.of(index, name);
    }
}
