package sdde.train.loss;

import java.util.Arrays;
import java.util.List;

/** A choice with the name a user writes. */
interface Named {
    String label();

    /** The one of that name. @throws IllegalArgumentException that names the parameter and what is known */
    static <T extends Named> T find(String parameter, String text, T[] all) {
        for (T one : all) {
            if (one.label().equals(text)) {
                return one;
            }
        }
        List<String> known = Arrays.stream(all).map(Named::label).toList();
        throw new IllegalArgumentException("%s must be one of %s, got '%s'".formatted(parameter, known, text));
    }
}
