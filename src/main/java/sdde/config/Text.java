package sdde.config;

/** How a user's own text is repeated in a message. */
final class Text {
    private static final int LONGEST = 60;

    private Text() {}

    /** On one line, without control characters, at most 60 characters. */
    static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
        int end = line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length())));
        return end == line.length() ? line : line.substring(0, end) + "…";
    }
}
