package sdde.store;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sdde.config.UserError;
import sdde.run.Home;

/** The tables and views for other programs; a row at a time, so that millions fit. */
public final class Export {
    private static final List<String> SOURCES = List.of(
            "sweep",
            "run",
            "sweep_run",
            "sweep_eval_set",
            "attempt",
            "epoch_metric",
            "measurement",
            "artifact",
            "provenance",
            "v_run",
            "v_measurement_wide",
            "v_mean",
            "v_best",
            "v_failures");

    private static final int BATCH = 10_000;

    private Export() {}

    /** A file {@code <table>.csv} for each; RFC 4180 with bare line feeds, nothing for NULL. @return rows by table */
    public static SortedMap<String, Long> csv(Home home, Path folder) {
        try (Connection from = Connections.reader(Address.of(home))) {
            Files.createDirectories(folder);
            SortedMap<String, Long> rows = new TreeMap<>();
            for (String source : SOURCES) {
                try (Statement statement = streaming(from);
                        ResultSet all = statement.executeQuery("SELECT * FROM " + source);
                        Writer out = Files.newBufferedWriter(folder.resolve(source + ".csv"))) {
                    rows.put(source, csv(all, out));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new UserError("cannot export: " + Connections.reason(e), e);
        } catch (IOException e) {
            throw new UserError("cannot write to %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static long csv(ResultSet all, Writer out) throws SQLException, IOException {
        List<String> columns = columns(all.getMetaData());
        out.write(String.join(",", columns) + "\n");
        long rows = 0;
        for (; all.next(); rows++) {
            for (int i = 1; i <= columns.size(); i++) {
                String cell = all.getString(i);
                out.write((i == 1 ? "" : ",") + (cell == null ? "" : quoted(cell)));
            }
            out.write("\n");
        }
        return rows;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** One file with all tables, for everything that reads SQLite. @return rows by table */
    public static SortedMap<String, Long> sqlite(Home home, Path file) {
        if (Files.exists(file)) {
            throw new UserError(file + " is there already; name another file");
        }
        try (Connection from = Connections.reader(Address.of(home))) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Connection to = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
                to.setAutoCommit(false);
                SortedMap<String, Long> rows = new TreeMap<>();
                for (String source : SOURCES) {
                    rows.put(source, copy(from, to, source));
                    to.commit();
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new UserError("cannot export: " + Connections.reason(e), e);
        } catch (IOException e) {
            throw new UserError("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static long copy(Connection from, Connection to, String source) throws SQLException {
        try (Statement statement = streaming(from);
                ResultSet all = statement.executeQuery("SELECT * FROM " + source)) {
            ResultSetMetaData meta = all.getMetaData();
            List<String> columns = columns(meta);
            String definitions = IntStream.range(0, columns.size())
                    .mapToObj(i -> columns.get(i) + " " + type(meta, i + 1))
                    .collect(Collectors.joining(", "));
            try (Statement make = to.createStatement()) {
                make.execute("CREATE TABLE %s (%s)".formatted(source, definitions));
            }
            String insert = "INSERT INTO %s VALUES (?%s)".formatted(source, ", ?".repeat(columns.size() - 1));
            try (PreparedStatement into = to.prepareStatement(insert)) {
                long rows = 0;
                while (all.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        into.setObject(i, all.getObject(i));
                    }
                    into.addBatch();
                    if (++rows % BATCH == 0) {
                        into.executeBatch();
                    }
                }
                into.executeBatch();
                return rows;
            }
        }
    }

    private static String type(ResultSetMetaData meta, int column) {
        try {
            return switch (meta.getColumnType(column)) {
                case Types.DOUBLE, Types.REAL, Types.FLOAT, Types.NUMERIC, Types.DECIMAL -> "REAL";
                case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> "INTEGER";
                default -> "TEXT";
            };
        } catch (SQLException e) {
            return "TEXT"; // SQLite takes any value in any column
        }
    }

    private static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    private static Statement streaming(Connection from) throws SQLException {
        Statement statement = from.createStatement();
        statement.setFetchSize(BATCH);
        return statement;
    }
}
