package sdde.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name nearest to a mistyped one. */
public final class DidYouMean {
    private DidYouMean() {}

    /** Nearest of {@code known} by edit distance with transpositions, if near enough to be meant. */
    public static Optional<String> nearest(String got, Collection<String> known) {
        String typed = got.toLowerCase(Locale.ROOT);
        int reach = Math.max(2, typed.length() / 3);
        return known.stream()
                .filter(name -> distance(typed, name.toLowerCase(Locale.ROOT)) <= reach)
                .min(Comparator.comparingInt((String name) -> distance(typed, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'x'?"} or nothing. */
    public static String hint(String got, Collection<String> known) {
        return nearest(got, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Optimal string alignment distance: insert, delete, replace, swap of neighbours. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
