package sdde.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One value a user gave.
 *
 * @param value a Long, Double, Boolean, String, a list of these, a list of {@link OodSet}, or {@link #DEFAULT}
 * @param place where it stands
 * @param source why it is so: the comment behind it, or empty
 */
public record Setting(Object value, Place place, String source) {
    /** The word {@code default}: as the recipe says. */
    public static final Object DEFAULT = new Object() {
        @Override
        public String toString() {
            return "default";
        }
    };

    public Setting {
        value = value instanceof List<?> list ? Collections.unmodifiableList(new ArrayList<>(list)) : value;
    }

    public boolean isDefault() {
        return value == DEFAULT;
    }

    /** {@code experiments/mnist.yaml:12:5 (REPORT 5)}. */
    public String provenance() {
        return source.isEmpty() ? place.toString() : place + " (" + source + ")";
    }
}
