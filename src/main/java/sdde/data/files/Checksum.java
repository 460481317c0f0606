package sdde.data.files;

import java.util.Locale;

/**
 * What a published file must hash to.
 *
 * @param algorithm MD5 or SHA-256
 * @param hex lower case
 * @param citedFrom who says so: the publisher, or a library that many download with
 */
public record Checksum(Algorithm algorithm, String hex, String citedFrom) {
    /** MD5 finds damage, not an attack; it is what most publishers give. */
    public enum Algorithm {
        MD5("MD5", 32),
        SHA_256("SHA-256", 64);

        private final String word;
        private final int digits;

        Algorithm(String word, int digits) {
            this.word = word;
            this.digits = digits;
        }

        /** As Java and people call it. */
        public String word() {
            return word;
        }
    }

    public Checksum {
        if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
            throw new IllegalArgumentException(
                    "%s must be %d lower-case hex digits, got '%s'".formatted(algorithm.word, algorithm.digits, hex));
        }
    }

    public static Checksum md5(String hex, String citedFrom) {
        return new Checksum(Algorithm.MD5, hex, citedFrom);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s (%s)", algorithm.word, hex, citedFrom);
    }
}
