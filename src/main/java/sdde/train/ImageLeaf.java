package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** One batch for every member, with a gradient by its pixels for each. */
final class ImageLeaf {
    private ImageLeaf() {}

    /** @param images (B, …) @return a leaf (N, B, …) */
    static NDArray of(NDArray images, int members) {
        NDArray leaf = images.expandDims(0).repeat(0, members).stopGradient(); // (N, B, …)
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** What each member sees. @param leaf (N, B, …) @return N × (B, …) */
    static NDList views(NDArray leaf) {
        NDList views = new NDList();
        for (long i = 0; i < leaf.getShape().get(0); i++) {
            views.add(leaf.get(i));
        }
        return views;
    }
}
