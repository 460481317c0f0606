package sdde.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values of a file, checked; nothing, with the problem noted, if one is not what it should be. */
record Values(Problems problems) {
    /** As {@link #duration} reads it. */
    static final String DURATION = "^([0-9]{1,6}(\\.[0-9]{1,3})? ?(s|min|h|d) ?)+$";

    private static final Pattern PART = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?(s|min|h|d)\\b ?");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "min", 60, "h", 3600, "d", 86_400);

    /** The text of a scalar; empty for anything else, and where none is given. */
    static String text(Node node) {
        return node instanceof Node.Scalar scalar && !Scalars.isMissing(scalar)
                ? scalar.text().strip()
                : "";
    }

    OptionalInt whole(Node.Entry entry, int least, int most) {
        return Scalars.whole(entry, least, most, problems)
                .map(value -> OptionalInt.of(value.intValue()))
                .orElse(OptionalInt.empty());
    }

    /** {@code 1 d 6 h}. */
    Optional<Duration> duration(Node node) {
        return duration(node, "");
    }

    /** @param hint of what it may be else */
    Optional<Duration> duration(Node node, String hint) {
        String text = text(node);
        Matcher parts = PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            seconds += Double.parseDouble(parts.group(1)) * SECONDS.getOrDefault(parts.group(2), 0);
            end = parts.end();
        }
        if (text.isEmpty() || end != text.length() || seconds == 0) {
            problems.add(
                    node.place(),
                    "expected a time such as 45 min, 12 h or 1 d 6 h (s, min, h, d), got " + node.shown() + hint);
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** One of a few words. */
    Optional<String> word(String key, Node node, List<String> known) {
        String text = text(node);
        if (known.contains(text)) {
            return Optional.of(text);
        }
        problems.add(
                node.place(),
                "%s must be one of %s, got %s%s".formatted(key, known, node.shown(), DidYouMean.hint(text, known)));
        return Optional.empty();
    }
}
