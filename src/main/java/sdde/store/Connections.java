package sdde.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.config.UserError;
import sdde.run.DiskTrouble;

/** Opens H2 as the facts about it demand, and says in plain words why it did not open. */
final class Connections {
    /** H2's own numbers; its constants would be copied into our classes anyway. */
    private static final int LOCKED = 90020;

    private static final int WRONG_USER = 28000;

    private static final String READER = "reader";

    /** Closed, connection broken, called while the virtual machine shuts down. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90067, 90121);

    /** Of the store below H2. */
    private static final Pattern DAMAGE =
            Pattern.compile("Unable to read the page|File corrupted[^,;\"\\[]*|Chunk [0-9]+ not found");

    /** What the message about a damaged file has in it. */
    static final String UNUSABLE = "cannot be used";

    static {
        // H2 reads this once, when its first class loads; otherwise AUTO_SERVER listens on every interface
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private Connections() {}

    /** {@code results.db.mv.db}. */
    static Path file(Path database) {
        return database.resolveSibling(database.getFileName() + ".mv.db");
    }

    /**
     * WRITE_DELAY=0: the default loses committed rows on {@code kill -9}. TRACE_LEVEL_FILE=0: no
     * {@code results.db.trace.db} beside the results because of a typo in a query.
     */
    static String url(Path database) {
        String path = database.toAbsolutePath().toString();
        if (path.contains(";")) {
            throw new UserError("the home folder must not have a ';' in its path, got '%s'; choose another with --home"
                    .formatted(database.toAbsolutePath().getParent()));
        }
        return "jdbc:h2:file:" + path + ";WRITE_DELAY=0;AUTO_SERVER=TRUE;TRACE_LEVEL_FILE=0";
    }

    /** For the one writer; makes the file if there is none. */
    static Connection writer(Address address) {
        return connect(address, address.url(), address.user());
    }

    /** As a user who may only SELECT, or in a session that may only read. */
    static Connection reader(Address address) {
        Path database = address.file();
        return database == null ? portableReader(address) : reader(address, database);
    }

    private static Connection portableReader(Address address) {
        Connection connection = writer(address);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            return connection;
        } catch (SQLException e) {
            throw explained(e, address);
        }
    }

    private static Connection reader(Address address, Path database) {
        if (!Files.exists(file(database))) {
            throw new UserError(
                    "no results database at %s; make it from the run folders: sweep rebuild".formatted(file(database)));
        }
        if (file(database).toFile().length() == 0) {
            throw damaged(address, "the file is empty", new SQLException("empty file"));
        }
        // only an administrator may give settings; they hold for as long as somebody has the file open
        try (Connection settings = writer(address)) {
            String url = "jdbc:h2:file:" + database.toAbsolutePath() + ";AUTO_SERVER=TRUE";
            try {
                return DriverManager.getConnection(url, READER, "");
            } catch (SQLException e) {
                if (e.getErrorCode() != WRONG_USER || Schema.version(settings) == 0) {
                    throw e;
                }
                addReader(settings); // somebody has changed its password, which it may
                return DriverManager.getConnection(url, READER, "");
            }
        } catch (SQLException e) {
            throw explained(e, address);
        }
    }

    /** Here too, because H2 must not be loaded before the static block above has run. */
    static Connection memory(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    /** The reader's account is H2's own affair, so it is not in the portable migrations. */
    static void addReader(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS READER PASSWORD ''");
            statement.execute("ALTER USER READER SET PASSWORD ''");
            statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO READER");
        }
    }

    /** @throws UserError if another program has the database open; what else is wrong with it does not matter */
    static void refuseIfInUse(Path database) {
        if (!Files.exists(file(database))) {
            return;
        }
        String alone = "jdbc:h2:file:" + database.toAbsolutePath() + ";IFEXISTS=TRUE;TRACE_LEVEL_FILE=0";
        try (Connection unused = DriverManager.getConnection(alone, "sa", "")) {
            unused.clearWarnings();
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCKED) {
                throw inUse(Address.of(database), e);
            }
        }
    }

    /**
     * Whether the database was closed under us: H2 does that at Ctrl-C, and AUTO_SERVER refuses to leave it; and its store
     * closes itself when the disk takes no more.
     */
    static boolean wasClosed(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (CLOSED.contains(sql.getErrorCode())
                            || String.valueOf(sql.getSQLState()).startsWith("08")
                            || String.valueOf(sql.getMessage()).contains("MVStoreException: Writing to"))) {
                return true;
            }
        }
        return false;
    }

    /** What H2 says of a page that cannot be read, if that is the cause; the file opens as long as nobody needs the page. */
    static Optional<String> damage(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Matcher said = DAMAGE.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof SQLException && said.find()) {
                return Optional.of(said.group());
            }
        }
        return Optional.empty();
    }

    private static Connection connect(Address address, String url, String user) {
        try {
            return DriverManager.getConnection(url, user, address.password());
        } catch (SQLException e) {
            throw explained(e, address);
        }
    }

    private static UserError explained(SQLException e, Address address) {
        if (e.getErrorCode() == LOCKED) {
            return inUse(address, e);
        }
        if (e.getErrorCode() == WRONG_USER) {
            return damaged(address, "it has no tables of ours", e);
        }
        return unusable(address, reason(e), e);
    }

    /** Damaged, unless it is the disk that takes nothing or may not be written to. */
    static UserError unusable(Address address, String reason, Throwable cause) {
        return DiskTrouble.reason(cause)
                .map(disk -> new UserError(
                        "results database %s cannot be written: %s; make room or let it be written to, then the same command goes on; nothing that was committed is lost"
                                .formatted(address, disk),
                        cause))
                .orElseGet(() -> damaged(address, reason, cause));
    }

    static UserError damaged(Address address, String reason, Throwable cause) {
        String fix = address.file() == null
                ? "see %s, SDDE_DATABASE_USER, SDDE_DATABASE_PASSWORD, and whether the server runs"
                        .formatted(Address.VARIABLE)
                : "make it anew from the run folders: sweep rebuild";
        return new UserError("results database %s %s: %s; %s".formatted(address, UNUSABLE, reason, fix), cause);
    }

    private static UserError inUse(Address address, SQLException e) {
        return new UserError(
                "results database %s is in use by another program; close that one first".formatted(address), e);
    }

    /** The first sentence, without the statement and H2's number. */
    static String reason(SQLException e) {
        String text = String.valueOf(e.getMessage()).split("; SQL statement:|\n| \\[[0-9]{4,5}-[0-9]+\\]", 2)[0];
        String plain = text.replaceFirst("\\.? Possible solution: use the recovery tool$", ""); // ours is another
        return plain.isEmpty() ? plain : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
