package sdde.train.method;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** What a {@link Placebo} takes away from the idea of saliency diversity. */
enum Arm {
    /** Member i's maps are compared i images on: maps of different images, so no agreement on what an image shows. */
    PERMUTED("permuted"),
    /** Channels summed with random weights instead of pooled gradients: maps that explain nothing. */
    RANDOM_CHANNELS("random-channels"),
    /** The sign turned: the members' maps shall be alike. */
    ATTRACTION("attraction");

    private final String label;

    Arm(String label) {
        this.label = label;
    }

    @JsonCreator
    static Arm named(String text) {
        for (Arm one : values()) {
            if (one.label.equals(text)) {
                return one;
            }
        }
        List<String> known = Arrays.stream(values()).map(Arm::label).toList();
        throw new IllegalArgumentException("arm must be one of %s, got '%s'".formatted(known, text));
    }

    @JsonValue
    String label() {
        return label;
    }
}
