package sdde.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The known names nearest to a mistyped one. */
public final class DidYouMean {
    /** More names at the same distance are no help. */
    private static final int MOST = 3;

    private DidYouMean() {}

    /** Nearest of {@code known} by edit distance with transpositions, if near enough to be meant. */
    public static Optional<String> nearest(String got, Collection<String> known) {
        return allNearest(got, known).stream().findFirst();
    }

    /** All that are equally near, in alphabetical order. */
    private static List<String> allNearest(String got, Collection<String> known) {
        String typed = got.toLowerCase(Locale.ROOT);
        int least = known.stream()
                .mapToInt(name -> distance(typed, name.toLowerCase(Locale.ROOT)))
                .min()
                .orElse(Integer.MAX_VALUE);
        List<String> inGroup = known.stream()
                .filter(name -> name.endsWith("." + typed))
                .sorted()
                .toList();
        if (least > 1 && !inGroup.isEmpty()) {
            return inGroup; // epochs: train.epochs
        }
        return least > Math.max(2, typed.length() / 3)
                ? List.of()
                : known.stream()
                        .filter(name -> distance(typed, name.toLowerCase(Locale.ROOT)) == least)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** {@code "; did you mean 'x'?"}, {@code "; did you mean 'x' or 'y'?"} where two are equally near, or nothing. */
    public static String hint(String got, Collection<String> known) {
        return hint(got, known, "");
    }

    /** The same with {@code prefix} before each name. */
    static String hint(String got, Collection<String> known, String prefix) {
        List<String> near = allNearest(got, known);
        return near.isEmpty()
                ? ""
                : near.stream()
                        .limit(MOST)
                        .map(name -> "'" + prefix + name + "'")
                        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /** What is wrong with a word that is none of a few: {@code "kind must be one of [a, b], got 'c'; did you mean 'a'?"}. */
    public static String mustBeOneOf(String what, Collection<String> known, String got) {
        return "%s must be one of %s, got '%s'%s".formatted(what, known, Text.shorten(got), hint(got, known));
    }

    /** What follows an unknown name: {@code "; did you mean 'x'? known: [x, y]"}. */
    static String orKnown(String got, Collection<String> known) {
        return hintOrKnown(hint(got, known), known);
    }

    /** The same with a hint of its own. */
    static String hintOrKnown(String hint, Collection<String> known) {
        return (hint.isEmpty() ? ";" : hint) + " known: " + known;
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
