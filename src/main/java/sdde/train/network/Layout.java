package sdde.train.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import sdde.run.Seeds;

/**
 * Where each tensor of each member lies in one flat vector: tensor by tensor, and within a tensor member by member. So
 * the members' tensors of a dense layer are one block (N, …), a single gradient covers the ensemble, and an optimiser
 * step is a handful of operations.
 */
public final class Layout {
    private final List<Tensor> tensors;
    private final int members;
    private final long[] starts;

    public Layout(List<Tensor> tensors, int members) {
        this.tensors = List.copyOf(tensors);
        this.members = members;
        this.starts = new long[tensors.size() + 1];
        for (int k = 0; k < tensors.size(); k++) {
            starts[k + 1] = starts[k] + members * tensors.get(k).size();
        }
    }

    public List<Tensor> tensors() {
        return tensors;
    }

    public int members() {
        return members;
    }

    /** Numbers in the flat vector. */
    public int size() {
        return Math.toIntExact(starts[tensors.size()]);
    }

    /** Where tensor {@code k} of {@code member} begins. */
    public int offset(int k, int member) {
        return Math.toIntExact(starts[k] + member * tensors.get(k).size());
    }

    /** Values before training. Member i draws from its own seed: it is the same whatever the ensemble's size. */
    public float[] draw(long seed) {
        float[] flat = new float[size()];
        for (int member = 0; member < members; member++) {
            SplittableRandom random = new SplittableRandom(Seeds.of(seed, "initialise", member));
            for (int k = 0; k < tensors.size(); k++) {
                int end = offset(k, member) + Math.toIntExact(tensors.get(k).size());
                for (int at = offset(k, member); at < end; at++) {
                    flat[at] = tensors.get(k).start().draw(random);
                }
            }
        }
        return flat;
    }

    /**
     * The tensors as views of {@code flat}. A gradient flows back to {@code flat} as one vector.
     *
     * @param flat all values (size)
     */
    public Weights split(NDArray flat) {
        Map<String, Weights.Piece> pieces = new HashMap<>();
        if (tensors.isEmpty()) {
            return new Weights(members, pieces);
        }
        NDList cut = flat.split(cuts(), 0);
        int next = 0;
        for (Tensor tensor : tensors) {
            NDList own = new NDList();
            if (tensor.stacked()) {
                own.add(cut.get(next++).reshape(new Shape(members).addAll(tensor.shape()))); // (N, …)
            } else {
                for (int member = 0; member < members; member++) {
                    own.add(cut.get(next++).reshape(tensor.shape()));
                }
            }
            pieces.put(tensor.name(), new Weights.Piece(own, tensor.stacked()));
        }
        return new Weights(members, pieces);
    }

    private long[] cuts() {
        LongStream.Builder cuts = LongStream.builder();
        for (int k = 0; k < tensors.size(); k++) {
            int pieces = tensors.get(k).stacked() ? 1 : members;
            for (int piece = 0; piece < pieces; piece++) {
                cuts.add(offset(k, piece));
            }
        }
        return cuts.build().skip(1).toArray(); // the first piece begins at 0
    }
}
