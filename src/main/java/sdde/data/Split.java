package sdde.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sdde.config.UserError;

/** The parts of a dataset. */
public enum Split {
    TRAIN,
    /** Held out of the training images; only it may select anything. */
    VALIDATION,
    TEST;

    /** As a user writes it: {@code train}, {@code validation}, {@code test}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws UserError if there is no such split */
    public static Split of(String word) {
        return Arrays.stream(values())
                .filter(split -> split.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UserError("unknown split '%s'; known: %s".formatted(word, words())));
    }

    private static String words() {
        return Arrays.stream(values()).map(Split::word).collect(Collectors.joining(", ", "[", "]"));
    }
}
