package sdde.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.StepTimes;

/**
 * The results database of a home: one connection, safe for several threads.
 *
 * <p>Only the orchestrator opens it for writing; others read, also while it writes. What is committed survives a
 * {@code kill -9} of the writer. Every method throws {@link UserError} with the remedy if the file is missing, damaged,
 * or of another version.
 */
public final class Database implements AutoCloseable {
    private final Supplier<Connection> reopening;
    private final @Nullable Compaction compaction; // of the writer of a file
    private Handle handle;

    private Database(Connection connection, Supplier<Connection> reopening, @Nullable Compaction compaction) {
        this.reopening = reopening;
        this.compaction = compaction;
        this.handle = handle(connection);
    }

    /** For the orchestrator alone; makes the file and its tables if there are none. */
    public static Database open(Home home) {
        return open(Address.of(home));
    }

    static Database open(Address address) {
        Connection connection = Connections.writer(address);
        try {
            int version = Schema.version(connection);
            if (version > Schema.VERSION) {
                throw newer(address, version);
            }
            if (version < Schema.VERSION) {
                Schema.migrate(address.url(), address.user(), address.password());
                if (address.file() != null) {
                    Connections.addReader(connection);
                }
            }
            Path file = address.file();
            Compaction compaction = file == null ? null : new Compaction(Connections.file(file));
            return new Database(connection, () -> Connections.writer(address), compaction);
        } catch (SQLException | RuntimeException e) {
            throw unusable(address, connection, e);
        }
    }

    /** For every other command; may only SELECT. @throws UserError if there is no database yet */
    public static Database readOnly(Home home) {
        Address address = Address.of(home);
        Connection connection = Connections.reader(address);
        try {
            int version = Schema.version(connection);
            if (version > Schema.VERSION) {
                throw newer(address, version);
            }
            if (version < Schema.VERSION) {
                String older = "it has tables of version %d, this program needs %d".formatted(version, Schema.VERSION);
                throw Connections.damaged(address, older, new SQLException(older));
            }
            return new Database(connection, () -> Connections.reader(address), null);
        } catch (SQLException | RuntimeException e) {
            throw unusable(address, connection, e);
        }
    }

    private static UserError unusable(Address address, Connection connection, Exception e) {
        closeQuietly(connection);
        return e instanceof UserError told ? told : Connections.unusable(address, String.valueOf(e.getMessage()), e);
    }

    /** Makes all tables empty. */
    synchronized void clear() {
        writing(Writer::clear);
    }

    /** A database of its own that is gone when closed: for tests. */
    public static Database inMemory() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        try {
            Connection connection = Connections.memory(url);
            Schema.migrate(url, "sa", "");
            return new Database(connection, () -> connection, null);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open a database in memory", e);
        }
    }

    /** Writes down a plan, its exclusions and its members; a member not yet known becomes a PLANNED run. */
    public synchronized void recordPlan(FrozenPlan plan) {
        writing(writer -> writer.plan(plan));
    }

    /**
     * Replaces all rows of a run, but for its measurements, by what its folder says now: spec, state, attempts, epoch
     * metrics, artifacts once it has a result, provenance. One transaction.
     *
     * @throws java.io.UncheckedIOException if the folder has no {@code run.json}
     */
    public synchronized void recordRun(RunFiles run) {
        RunRows rows = new RunReader(run).rows();
        writing(writer -> writer.run(rows));
    }

    /**
     * Replaces the measurements of a run on the evaluation sets that occur in the list; those on other sets stay. One
     * transaction. The run must be known.
     */
    public synchronized void recordMeasurements(RunId run, List<Measurement> measurements) {
        writing(writer -> writer.measurements(run, measurements));
    }

    /**
     * {@link #recordRun}, and the measurements on those sets for which the run has predictions. What a sweep and a rebuild
     * both use, so that they give equal rows.
     */
    public void record(RunFiles run, List<EvalSet> evalSets, Evaluation evaluation) {
        recordRun(run);
        recordMeasurements(id(run), measured(run, evalSets, evaluation));
    }

    static RunId id(RunFiles run) {
        return new RunId(run.folder().getFileName().toString());
    }

    /** On those sets for which a finished run has predictions. */
    static List<Measurement> measured(RunFiles run, Collection<EvalSet> evalSets, Evaluation evaluation) {
        List<EvalSet> predicted = evalSets.stream()
                .filter(set -> Files.exists(run.result()) && Files.exists(run.predictions(set.name())))
                .toList();
        return predicted.isEmpty() ? List.of() : evaluation.evaluate(run, predicted);
    }

    /** Adds what a later program measures to the numbers that a run has; one that is there gives way. One transaction. */
    public synchronized void addMeasurements(RunId run, List<Measurement> measurements) {
        writing(writer -> writer.addMeasurements(run, measurements));
    }

    /** Takes out all rows of a run whose folder is gone; it becomes a PLANNED one if a sweep still has it. */
    public synchronized void removeRun(RunId run) {
        Optional<RunSpec> spec = runs(List.of(run)).stream()
                .findFirst()
                .filter(known -> queries().isPlanned(run))
                .map(StoredRun::spec);
        writing(writer -> writer.removeRun(run, spec.orElse(null)));
    }

    /** Takes out a sweep's plans; its runs stay. */
    public synchronized void removeSweep(String sweep) {
        writing(writer -> writer.removeSweep(sweep));
    }

    /** Whether the file of a home's database is not there; one of a server has none that could be missed. */
    public static boolean isMissing(Home home) {
        return isMissing(Address.of(home));
    }

    static boolean isMissing(Address address) {
        return address.file() != null && !Files.exists(Connections.file(address.file()));
    }

    /** Why the database of a home cannot be opened although nobody has it open; empty if it can, or is not there. */
    public static Optional<String> damage(Home home) {
        if (!Files.exists(Connections.file(home.database()))) {
            return Optional.empty();
        }
        try (Database opened = open(home)) {
            opened.counts();
            return Optional.empty();
        } catch (UserError e) {
            String message = String.valueOf(e.getMessage());
            return message.contains(Connections.UNUSABLE) ? Optional.of(message) : Optional.empty();
        }
    }

    /** The same of a page that was needed only later. @param thrown by any method. @return empty if that is not the cause */
    public static Optional<String> damage(Throwable thrown) {
        return Connections.damage(thrown);
    }

    /** Those known, in order of id. */
    public synchronized List<StoredRun> runs(Collection<RunId> runs) {
        return queries().runs(runs);
    }

    /** In order of run and number. */
    public synchronized List<StoredAttempt> attempts(Collection<RunId> runs) {
        return queries().attempts(runs);
    }

    /** In order of evaluation set, aggregator, temperature, metric; runs without any are left out. */
    public synchronized SortedMap<RunId, List<Measurement>> measurements(Collection<RunId> runs) {
        return reading(queries -> queries.measurements(runs));
    }

    /** In order of epoch and metric; runs without any are left out. */
    public synchronized SortedMap<RunId, List<EpochMetric>> epochMetrics(Collection<RunId> runs) {
        return queries().epochMetrics(runs);
    }

    /** What {@code run.json} (attempt 0) or an attempt's start says, by name. */
    public synchronized SortedMap<String, String> provenance(RunId run, int attempt) {
        return queries().provenance(run, attempt);
    }

    /** Evaluation sets for which a run has measurements, sorted. */
    public synchronized SortedSet<String> measuredSets(RunId run) {
        return queries().measuredSets(run);
    }

    /** Every plan that is known, as name of the sweep and hash. */
    synchronized Set<List<String>> plans() {
        return queries().plans();
    }

    /** Of every run that is known. */
    synchronized SortedMap<RunId, RunState> states() {
        return queries().states();
    }

    /** Runs that succeeded, with those sets of their plans on which they have no measurement. */
    synchronized SortedMap<RunId, SortedSet<String>> unmeasured() {
        return queries().unmeasured();
    }

    /** What the runs took that succeeded on a processor at their first attempt. */
    public synchronized List<StepTimes.Taken> stepTimes() {
        return queries().stepTimes();
    }

    /**
     * Notes that the tracking server has to be told of it.
     *
     * @param item a run's id, or the plan's hash for the sweep itself
     * @param when milliseconds since 1970, UTC; greater than at any earlier noting of that item
     */
    public synchronized void enqueue(String sweep, String item, long when) {
        writing(writer -> writer.enqueue(sweep, item, when));
    }

    /** What the tracking server has not confirmed of a sweep; what was tried least comes first, then what waits longest. */
    public synchronized List<OutboxItem> outbox(String sweep) {
        return reading(queries -> queries.outbox(sweep));
    }

    /** The server has confirmed it; it stays if it has been noted again meanwhile. */
    public synchronized void delivered(OutboxItem item) {
        writing(writer -> writer.delivered(item));
    }

    /** A try has failed. @param failure in a few words without any secret */
    public synchronized void undelivered(OutboxItem item, String failure) {
        writing(writer -> writer.undelivered(item, failure));
    }

    /** Rows by table, for {@code doctor} and tests. */
    public synchronized SortedMap<String, Long> counts() {
        return queries().counts();
    }

    /** Any SQL. @throws UserError with the database's own words if it is refused */
    public synchronized Table query(String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            if (!statement.execute(sql)) {
                return new Table(List.of("rows"), List.of(List.of(statement.getUpdateCount())));
            }
            try (ResultSet rows = statement.getResultSet()) {
                return table(rows);
            }
        } catch (SQLException e) {
            String remedy = Connections.damage(e)
                    .map(damage -> "; the database is damaged: make it anew from the run folders: sweep rebuild")
                    .orElse("");
            throw new UserError("sql: " + Connections.reason(e) + remedy, e);
        }
    }

    /** Once more on a new connection if the old one was closed under us; each use is one transaction. */
    private void writing(Consumer<Writer> use) {
        try {
            use.accept(new Writer(handle));
        } catch (RuntimeException e) {
            if (!Connections.wasClosed(e)) {
                throw e;
            }
            handle = handle(reopening.get());
            use.accept(new Writer(handle));
        }
        if (compaction != null && compaction.closeIfDue(handle.getConnection())) {
            handle = handle(reopening.get());
        }
    }

    private <T> T reading(Function<Queries, T> use) {
        try {
            return use.apply(queries());
        } catch (RuntimeException e) {
            if (!Connections.wasClosed(e)) {
                throw e;
            }
            handle = handle(reopening.get());
            return use.apply(queries());
        }
    }

    /** A transaction that the disk had no room for can be neither committed nor rolled back; closing must not complain of it. */
    private static Handle handle(Connection connection) {
        Handle handle = Jdbi.open(connection);
        handle.getConfig(Handles.class).setForceEndTransactions(false);
        return handle;
    }

    private Queries queries() {
        return new Queries(handle);
    }

    private static Table table(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        List<List<@Nullable Object>> cells = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                Object cell = rows.getObject(i);
                row.add(cell == null || cell instanceof Number || cell instanceof Boolean ? cell : rows.getString(i));
            }
            cells.add(row);
        }
        return new Table(columns, cells);
    }

    private static UserError newer(Address address, int version) {
        return new UserError(
                "results database %s has tables of version %d, made by a newer program; this one knows %d; use the newer program"
                        .formatted(address, version, Schema.VERSION));
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // what led here is the better message
        }
    }

    @Override
    public synchronized void close() {
        if (compaction != null) {
            compaction.closeIfWorthIt(handle.getConnection());
        }
        try {
            handle.close();
        } catch (RuntimeException e) {
            // H2 closes itself when the disk is full; what was committed is safe, and the rest is made again from runs/
            if (!Connections.wasClosed(e)) {
                throw e;
            }
        }
    }
}
