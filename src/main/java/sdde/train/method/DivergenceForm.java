package sdde.train.method;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How the log ratio of {@link ConditionalRedundancy} is computed from the discriminator's logit x:
 * {@code r = -log(exp(-logsigmoid(x)) - 1 + 1e-6) = -log(exp(-x) + 1e-6)}.
 */
enum DivergenceForm {
    /** {@code x - softplus(x + log 1e-6)}: the same number, finite everywhere. */
    STABLE("stable"),
    /** As the authors write it: in float32 its gradient is NaN for x below about -88.7. */
    PAPER("paper");

    private static final double FLOOR = 1e-6;

    private final String label;

    DivergenceForm(String label) {
        this.label = label;
    }

    @JsonCreator
    static DivergenceForm named(String text) {
        for (DivergenceForm form : values()) {
            if (form.label.equals(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException("form must be one of [stable, paper], got '" + text + "'");
    }

    @JsonValue
    String label() {
        return label;
    }

    /** Of the same shape. */
    NDArray logRatio(NDArray logits) {
        return switch (this) {
            case STABLE -> logits.sub(softplus(logits.add(Math.log(FLOOR))));
            case PAPER -> softplus(logits.neg()).exp().sub(1).add(FLOOR).log().neg();
        };
    }

    /** {@code log(1 + exp x)}. */
    static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }
}
