package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The score of an image whose gradient is its saliency (authors' {@code gradcam.py} and {@code inpgrad.py}); y is the
 * label, z the logits, p the probabilities, C the number of classes.
 */
public enum Target implements Named {
    /** z_y */
    GT_LOGIT("gt_logit"),
    /** p_y */
    GT_PROB("gt_prob"),
    /** mean of the logits but z_y */
    ALT_LOGITS("alt_logits"),
    /** mean of the probabilities but p_y, which is (1 - p_y) / (C - 1) */
    ALT_PROBS("alt_probs"),
    /** mean of the ⌊C/2⌋ smallest logits */
    SMALL_LOGITS("small_logits"),
    MAX_LOGIT("max_logit"),
    MIN_LOGIT("min_logit"),
    SUM_LOGITS("sum_logits");

    private final String label;

    Target(String label) {
        this.label = label;
    }

    @JsonCreator
    static Target named(String text) {
        return Named.find("target", text, values());
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /**
     * @param logits (N, B, C)
     * @param labels (B), int64
     * @return (N, B)
     */
    public NDArray of(NDArray logits, NDArray labels) {
        long classes = logits.getShape().get(2);
        return switch (this) {
            case GT_LOGIT -> at(logits, labels);
            case GT_PROB -> at(logits.softmax(2), labels);
            case ALT_LOGITS -> Scalars.over(logits.sum(new int[] {2}).sub(at(logits, labels)), (double) (classes - 1));
            case ALT_PROBS -> Scalars.over(at(logits.softmax(2), labels).sub(1), (double) (1 - classes));
            case SMALL_LOGITS -> smallest(logits, (int) (classes / 2)).mean(new int[] {2});
            case MAX_LOGIT -> logits.max(new int[] {2});
            case MIN_LOGIT -> logits.min(new int[] {2});
            case SUM_LOGITS -> logits.sum(new int[] {2});
        };
    }

    private static NDArray at(NDArray values, NDArray labels) {
        Shape shape = values.getShape();
        NDArray index = labels.reshape(1, -1, 1).broadcast(new Shape(shape.get(0), shape.get(1), 1)); // (N, B, 1)
        return values.gather(index, 2).squeeze(2); // (N, B)
    }

    private static NDArray smallest(NDArray logits, int count) {
        return logits.topK(count, 2, false, false).get(0); // (N, B, count)
    }
}
