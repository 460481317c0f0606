package sdde.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import sdde.evaluate.Measurement;
import sdde.run.Json;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.StepTimes;

/** All reading. Answers come in a fixed order, so that a report has the same bytes. */
final class Queries {
    /** Ids in one statement. */
    private static final int CHUNK = 500;

    private static final List<String> TABLES = List.of(
            "artifact",
            "attempt",
            "epoch_metric",
            "measurement",
            "provenance",
            "run",
            "sweep",
            "sweep_eval_set",
            "sweep_run");

    private final Handle handle;

    Queries(Handle handle) {
        this.handle = handle;
    }

    List<StoredRun> runs(Collection<RunId> runs) {
        String sql = "SELECT r.*, (SELECT COUNT(*) FROM attempt a WHERE a.run_id = r.run_id) AS attempts"
                + " FROM run r WHERE r.run_id IN (<ids>) ORDER BY r.run_id";
        return chunked(
                runs,
                sql,
                (row, context) -> new StoredRun(
                        new RunId(row.getString("run_id")),
                        spec(row.getString("spec")),
                        RunState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        row.getObject("chosen_epoch", Integer.class),
                        row.getString("weights_sha256"),
                        row.getString("logits_sha256")));
    }

    /** Whether a plan of any sweep has the run. */
    boolean isPlanned(RunId run) {
        return handle.createQuery("SELECT COUNT(*) FROM sweep_run WHERE run_id = ?")
                        .bind(0, run.hex())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    List<StoredAttempt> attempts(Collection<RunId> runs) {
        String sql = "SELECT * FROM attempt WHERE run_id IN (<ids>) ORDER BY run_id, attempt";
        return chunked(
                runs,
                sql,
                (row, context) -> new StoredAttempt(
                        new RunId(row.getString("run_id")),
                        row.getInt("attempt"),
                        row.getString("kind"),
                        row.getString("device"),
                        row.getObject("threads", Integer.class),
                        row.getObject("started", Long.class),
                        row.getObject("seconds", Double.class),
                        row.getString("state"),
                        row.getString("reason")));
    }

    SortedMap<RunId, List<Measurement>> measurements(Collection<RunId> runs) {
        String sql = "SELECT * FROM measurement WHERE run_id IN (<ids>)"
                + " ORDER BY run_id, eval_set, aggregator, temperature, metric";
        return grouped(
                runs,
                sql,
                row -> new Measurement(
                        row.getString("eval_set"),
                        row.getString("aggregator"),
                        row.getString("temperature"),
                        row.getString("metric"),
                        score(row)));
    }

    SortedMap<RunId, List<EpochMetric>> epochMetrics(Collection<RunId> runs) {
        String sql = "SELECT * FROM epoch_metric WHERE run_id IN (<ids>) ORDER BY run_id, epoch, metric";
        return grouped(
                runs,
                sql,
                row -> new EpochMetric(
                        row.getInt("epoch"), row.getString("metric"), score(row), row.getLong("recorded")));
    }

    SortedMap<String, String> provenance(RunId run, int attempt) {
        SortedMap<String, String> facts = new TreeMap<>();
        handle.createQuery("SELECT name, content FROM provenance WHERE run_id = ? AND attempt = ?")
                .bind(0, run.hex())
                .bind(1, attempt)
                .map((row, context) -> facts.put(row.getString("name"), row.getString("content")))
                .list();
        return Collections.unmodifiableSortedMap(facts);
    }

    SortedSet<String> measuredSets(RunId run) {
        return new TreeSet<>(handle.createQuery("SELECT DISTINCT eval_set FROM measurement WHERE run_id = ?")
                .bind(0, run.hex())
                .mapTo(String.class)
                .list());
    }

    List<StepTimes.Taken> stepTimes() {
        String sum = "(SELECT SUM(e.score) FROM epoch_metric e WHERE e.run_id = r.run_id AND e.metric = '%s')";
        String sql = "SELECT r.spec, a.seconds, " + sum.formatted("seconds") + " AS training, "
                + sum.formatted("steps") + " AS steps"
                + " FROM run r JOIN attempt a ON a.run_id = r.run_id AND a.attempt = 1 AND r.won_by = 1"
                + " WHERE r.state = 'SUCCEEDED' AND a.device = 'cpu' ORDER BY r.run_id";
        return handle.createQuery(sql)
                .map((row, context) -> {
                    double training = row.getDouble("training");
                    double steps = row.getDouble("steps");
                    double seconds = row.getDouble("seconds");
                    return new StepTimes.Taken(
                            spec(row.getString("spec")), steps > 0 ? training / steps : Double.NaN, seconds - training);
                })
                .list();
    }

    List<OutboxItem> outbox(String sweep) {
        return handle.createQuery("SELECT * FROM outbox WHERE sweep = ? ORDER BY tries, recorded, item")
                .bind(0, sweep)
                .map((row, context) -> new OutboxItem(
                        row.getString("sweep"),
                        row.getString("item"),
                        row.getLong("recorded"),
                        row.getInt("tries"),
                        row.getString("failure")))
                .list();
    }

    /** Name of the sweep and hash. */
    Set<List<String>> plans() {
        return Set.copyOf(handle.createQuery("SELECT sweep, plan FROM sweep")
                .map((row, context) -> List.of(row.getString("sweep"), row.getString("plan")))
                .list());
    }

    SortedMap<RunId, RunState> states() {
        SortedMap<RunId, RunState> states = new TreeMap<>();
        handle.createQuery("SELECT run_id, state FROM run")
                .map((row, context) ->
                        states.put(new RunId(row.getString("run_id")), RunState.valueOf(row.getString("state"))))
                .list();
        return states;
    }

    SortedMap<RunId, SortedSet<String>> unmeasured() {
        SortedMap<RunId, SortedSet<String>> sets = new TreeMap<>();
        handle.createQuery("SELECT DISTINCT s.run_id, s.eval_set FROM sweep_eval_set s"
                        + " JOIN run r ON r.run_id = s.run_id WHERE r.state = 'SUCCEEDED' AND NOT EXISTS ("
                        + "SELECT 1 FROM measurement m WHERE m.run_id = s.run_id AND m.eval_set = s.eval_set)")
                .map((row, context) -> sets.computeIfAbsent(new RunId(row.getString("run_id")), run -> new TreeSet<>())
                        .add(row.getString("eval_set")))
                .list();
        return sets;
    }

    SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String table : TABLES) {
            counts.put(
                    table,
                    handle.createQuery("SELECT COUNT(*) FROM " + table)
                            .mapTo(Long.class)
                            .one());
        }
        return Collections.unmodifiableSortedMap(counts);
    }

    private static RunSpec spec(String json) {
        try {
            return Json.MAPPER.readValue(json, RunSpec.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a run's spec in the database is not JSON: " + json, e);
        }
    }

    /** NULL stands for NaN. */
    private static double score(ResultSet row) throws SQLException {
        double score = row.getDouble("score");
        return row.wasNull() ? Double.NaN : score;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> SortedMap<RunId, List<T>> grouped(Collection<RunId> runs, String sql, Reading<T> reading) {
        SortedMap<RunId, List<T>> groups = new TreeMap<>();
        chunked(runs, sql, (row, context) -> groups.computeIfAbsent(
                        new RunId(row.getString("run_id")), id -> new ArrayList<>())
                .add(reading.of(row)));
        groups.replaceAll((id, rows) -> List.copyOf(rows));
        return Collections.unmodifiableSortedMap(groups);
    }

    private <T> List<T> chunked(Collection<RunId> runs, String sql, RowMapper<T> mapper) {
        List<String> ids = new TreeSet<>(runs).stream().map(RunId::hex).toList();
        List<T> all = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            all.addAll(
                    handle.createQuery(sql).bindList("ids", chunk).map(mapper).list());
        }
        return List.copyOf(all);
    }
}
