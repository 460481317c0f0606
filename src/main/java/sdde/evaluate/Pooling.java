package sdde.evaluate;

/** How N members become one forecast. Each has a temperature of its own, which no other may borrow. */
public enum Pooling {
    /** Softmax of the mean of logits: the authors' prediction, and our default. */
    MEAN_LOGITS("mean-logits"),
    /** Mean of the members' softmax. */
    MEAN_PROBABILITIES("mean-probabilities");

    private final String label;

    Pooling(String label) {
        this.label = label;
    }

    /** As in {@link Measurement#temperature}. */
    public String label() {
        return label;
    }
}
