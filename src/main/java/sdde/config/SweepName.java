package sdde.config;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The name of a sweep is also the name of its folders, so it must be safe as one on every system. */
final class SweepName {
    private static final int LONGEST = 64;
    /** Names of devices on Windows, whatever their ending. */
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

    private SweepName() {}

    static Optional<String> problem(String name) {
        if (isSafe(name)) {
            return Optional.empty();
        }
        if (isDevice(name)) {
            return Optional.of("sweep name must not be that of a device on Windows, got '%s'; try '%s-sweep'"
                    .formatted(name, name.split("\\.", 2)[0]));
        }
        String suggestion = suggestion(name);
        String hint = isSafe(suggestion) ? "; try '" + suggestion + "'" : "";
        return Optional.of(
                "sweep name must be 1 to %d letters, digits, '-', '_' or '.', starting and ending with a letter or digit, got '%s'%s"
                        .formatted(LONGEST, Text.shorten(name), hint));
    }

    private static boolean isSafe(String name) {
        return name.length() <= LONGEST
                && name.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
                && !name.contains("..")
                && !isDevice(name);
    }

    private static boolean isDevice(String name) {
        String stem = name.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        return RESERVED.contains(stem) || stem.matches("(com|lpt)[0-9]");
    }

    private static String suggestion(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9_]+", "-");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
        return cut.replaceAll("^[-_]+|[-_]+$", "");
    }
}
