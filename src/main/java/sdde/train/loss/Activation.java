package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What is made of a saliency map's signs. */
public enum Activation implements Named {
    RELU("relu"),
    ABS("abs"),
    NONE("none");

    private final String label;

    Activation(String label) {
        this.label = label;
    }

    @JsonCreator
    static Activation named(String text) {
        return Named.find("activation", text, values());
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** Of the same shape. */
    public NDArray of(NDArray map) {
        return switch (this) {
            case RELU -> map.getNDArrayInternal().relu();
            case ABS -> map.abs();
            case NONE -> map;
        };
    }
}
