package sdde.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is made of the members' cross entropies, each a mean over its images. */
public enum LossReduction {
    /** The authors': a member's gradient is divided by N, so its effective learning rate falls with the ensemble's size. */
    MEAN("mean"),
    /** Every member learns as fast as a network alone, whatever N is. */
    SUM("sum");

    private final String label;

    LossReduction(String label) {
        this.label = label;
    }

    /** As a user writes it. */
    @JsonValue
    public String label() {
        return label;
    }
}
