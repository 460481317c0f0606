package sdde.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import sdde.config.UserError;

/**
 * What {@code sweep sql} runs without {@code --write}: one statement that reads. The database refuses changes by itself; this
 * also keeps out what it lets a reader do to his own account and session, and a second statement that ends the first one's
 * read-only transaction.
 */
final class OneQuery {
    private static final List<String> READING = List.of("select", "with", "values", "table", "explain", "show");

    /** Comments, and text in quotes; where quotes have other forms too, see {@link #isOne}. */
    private static final Pattern COMMENTS = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|" + COMMENTS.pattern(), Pattern.DOTALL);

    private OneQuery() {}

    /** @throws UserError if it is something else */
    static String of(String sql) {
        String word = COMMENTS.matcher(sql)
                .replaceAll(" ")
                .replaceFirst("^[\\s(]+", "")
                .split("[^A-Za-z]", 2)[0]
                .toLowerCase(Locale.ROOT);
        if (!READING.contains(word)) {
            throw new UserError("sql: read-only without --write: expected a query that begins with %s, got '%s'"
                    .formatted(String.join(", ", READING), word));
        }
        if (!isOne(sql)) {
            throw new UserError("sql: read-only without --write: expected one statement, got ';' inside it");
        }
        return sql;
    }

    /** With a dollar or a backslash, quotes may begin and end elsewhere than we believe: then no ';' is let through. */
    private static boolean isOne(String sql) {
        boolean plain = sql.indexOf('$') < 0 && sql.indexOf('\\') < 0;
        String bare = plain ? QUOTED.matcher(sql).replaceAll(" ") : sql;
        return bare.strip().replaceFirst(";+$", "").indexOf(';') < 0;
    }
}
