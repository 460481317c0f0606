package sdde.train;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntFunction;
import sdde.golden.Golden;
import sdde.train.network.Layout;
import sdde.train.network.Tensor;

/** Moves numbers between golden files, whose arrays are (N, …) a tensor, and an ensemble. */
final class GoldenWeights {
    private GoldenWeights() {}

    /** Array {@code w_block1_0_weight} for tensor {@code block1.0.weight}. */
    static String name(String prefix, Tensor tensor) {
        return prefix + tensor.name().replace('.', '_');
    }

    /** Fills the ensemble with the file's {@code w_*}. */
    static void load(Golden golden, Ensemble ensemble) {
        ensemble.set(gather(golden, ensemble.parameterLayout()), gather(golden, ensemble.bufferLayout()));
    }

    /** The part of a flat vector that belongs to a tensor of all members. */
    static float[] slice(Layout layout, float[] flat, int k) {
        int start = layout.offset(k, 0);
        int length = Math.toIntExact(layout.tensors().get(k).size() * layout.members());
        float[] slice = new float[length];
        System.arraycopy(flat, start, slice, 0, length);
        return slice;
    }

    /** Checks every tensor of a flat vector of which the file has an array. */
    static void check(Golden golden, String prefix, Layout layout, float[] flat) {
        List<Tensor> tensors = layout.tensors();
        for (int k = 0; k < tensors.size(); k++) {
            String array = name(prefix, tensors.get(k));
            if (golden.has(array)) {
                golden.check(array, slice(layout, flat, k));
            }
        }
    }

    private static FloatBuffer gather(Golden golden, Layout layout) {
        FloatBuffer flat = FloatBuffer.allocate(layout.size());
        IntFunction<Tensor> tensor = layout.tensors()::get;
        for (int k = 0; k < layout.tensors().size(); k++) {
            flat.put(golden.input(name("w_", tensor.apply(k))).floats());
        }
        return flat.flip();
    }
}
