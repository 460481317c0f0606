package sdde.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the file of H2 in proportion to what is in it. Each run's measurements touch most pages of the index by metric, and H2
 * writes a page anew wherever it changes: a hundred runs of 29 MB left 1,028 MB (docs/decisions/0012).
 */
final class Compaction {
    private static final long SMALL = 64L << 20;
    /** Of the file, in percent of bytes. */
    private static final double SPARSE = 40;

    private final Path file;
    private long asked = SMALL;

    Compaction(Path file) {
        this.file = file;
    }

    /** Whether it has closed a database that is open for more writing; it has to be opened again then. */
    boolean closeIfDue(Connection connection) {
        long size = file.toFile().length();
        if (size < asked) { // H2 counts its chunks for an answer
            return false;
        }
        asked = size + SMALL; // if it is not worth it, or somebody else is reading
        return closeIfWorthIt(connection);
    }

    /** Likewise, whether or not there was time to look before. What was committed is safe if it fails. */
    boolean closeIfWorthIt(Connection connection) {
        try {
            if (!isWorthIt(connection, file.toFile().length())) {
                return false;
            }
            closeSmall(connection);
            return true;
        } catch (SQLException e) {
            return false; // the next transaction opens it again, or says what is wrong
        }
    }

    private static boolean isWorthIt(Connection connection, long size) throws SQLException {
        return size >= SMALL / 2
                && number(connection, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS") == 1
                && setting(connection, "info.FILL_RATE") * setting(connection, "info.CHUNKS_FILL_RATE") / 100 < SPARSE;
    }

    private static double setting(Connection connection, String name) throws SQLException {
        return number(
                connection,
                "SELECT COALESCE(MAX(SETTING_VALUE), '100') FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = '"
                        + name + "'");
    }

    private static double number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return Double.parseDouble(rows.getString(1));
        }
    }

    /** Closes the database. What is live is written to a second file that takes the first one's name, so a kill harms neither. */
    private void closeSmall(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        }
        asked = Math.max(SMALL, 4 * file.toFile().length());
    }
}
