package sdde.train.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Map;

/** The members' tensors by name, as views of a flat vector. */
public final class Weights {
    /** @param arrays one (N, …) if stacked, else one a member */
    record Piece(NDList arrays, boolean stacked) {}

    private final int members;
    private final Map<String, Piece> pieces;

    Weights(int members, Map<String, Piece> pieces) {
        this.members = members;
        this.pieces = pieces;
    }

    public int members() {
        return members;
    }

    /** One member's tensor. */
    public NDArray of(int member, String name) {
        Piece piece = piece(name);
        return piece.stacked()
                ? piece.arrays().head().get(member)
                : piece.arrays().get(member);
    }

    /** All members' tensors (N, …). */
    public NDArray all(String name) {
        Piece piece = piece(name);
        return piece.stacked() ? piece.arrays().head() : NDArrays.stack(piece.arrays());
    }

    private Piece piece(String name) {
        Piece piece = pieces.get(name);
        if (piece == null) {
            throw new IllegalArgumentException("no tensor '" + name + "', known: " + pieces.keySet());
        }
        return piece;
    }
}
