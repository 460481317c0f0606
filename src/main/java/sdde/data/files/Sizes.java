package sdde.data.files;

import java.util.Locale;

/** Sizes for people, in powers of ten as download pages give them. */
public final class Sizes {
    private Sizes() {}

    public static String of(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
