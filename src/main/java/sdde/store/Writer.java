package sdde.store;

import static sdde.store.RunReader.list;
import static sdde.store.RunReader.orNull;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Json;
import sdde.run.Pause;
import sdde.run.RunId;
import sdde.run.RunSpec;

/** All writing; each method is one transaction. */
final class Writer {
    private static final int BATCH = 1000;

    private static final Upsert SWEEP = new Upsert(
            "sweep",
            2,
            List.of(
                    "sweep VARCHAR",
                    "plan VARCHAR",
                    "description VARCHAR",
                    "started BIGINT",
                    "expanded INTEGER",
                    "merged INTEGER",
                    "excluded INTEGER",
                    "source VARCHAR"));

    private static final Upsert SWEEP_RUN =
            new Upsert("sweep_run", 3, List.of("sweep VARCHAR", "plan VARCHAR", "run_id VARCHAR", "place INTEGER"));

    private static final Upsert SWEEP_EVAL_SET = new Upsert(
            "sweep_eval_set",
            4,
            List.of("sweep VARCHAR", "plan VARCHAR", "run_id VARCHAR", "eval_set VARCHAR", "role VARCHAR"));

    private static final Upsert RUN = new Upsert(
            "run",
            1,
            List.of(
                    "run_id VARCHAR",
                    "title VARCHAR",
                    "state VARCHAR",
                    "reason VARCHAR",
                    "dataset VARCHAR",
                    "network VARCHAR",
                    "method VARCHAR",
                    "lambda DOUBLE PRECISION",
                    "ensemble_size INTEGER",
                    "seed BIGINT",
                    "epochs INTEGER",
                    "batch_size INTEGER",
                    "learning_rate DOUBLE PRECISION",
                    "momentum DOUBLE PRECISION",
                    "weight_decay DOUBLE PRECISION",
                    "augmentation VARCHAR",
                    "spec VARCHAR",
                    "chosen_epoch INTEGER",
                    "won_by INTEGER",
                    "weights_sha256 VARCHAR",
                    "logits_sha256 VARCHAR"));

    private static final Upsert OUTBOX = new Upsert(
            "outbox",
            2,
            List.of("sweep VARCHAR", "item VARCHAR", "recorded BIGINT", "tries INTEGER", "failure VARCHAR"));

    private static final Upsert MEASUREMENT = new Upsert(
            "measurement",
            5,
            List.of(
                    "run_id VARCHAR",
                    "eval_set VARCHAR",
                    "aggregator VARCHAR",
                    "temperature VARCHAR",
                    "metric VARCHAR",
                    "score DOUBLE PRECISION"));

    private final Handle handle;

    Writer(Handle handle) {
        this.handle = handle;
    }

    void plan(FrozenPlan plan) {
        List<List<@Nullable Object>> runs = new ArrayList<>();
        List<List<@Nullable Object>> members = new ArrayList<>();
        List<List<@Nullable Object>> sets = new ArrayList<>();
        String hash = plan.hash();
        for (FrozenPlan.Member member : plan.members()) {
            String id = member.id().hex();
            runs.add(RunReader.planned(member.id(), member.spec()));
            members.add(list(plan.sweep(), hash, id, members.size()));
            for (EvalSet set : member.evalSets()) {
                sets.add(list(plan.sweep(), hash, id, set.name(), role(set)));
            }
        }
        int excluded = plan.exclusions().stream()
                .mapToInt(FrozenPlan.Exclusion::points)
                .sum();
        handle.useTransaction(open -> {
            batch(
                    SWEEP.sql(),
                    List.of(list(
                            plan.sweep(),
                            hash,
                            plan.description(),
                            plan.time(),
                            plan.expanded(),
                            plan.merged(),
                            excluded,
                            plan.text())));
            batch(RUN.insertIfMissing(), runs);
            batch(SWEEP_RUN.sql(), members);
            batch(SWEEP_EVAL_SET.sql(), sets);
        });
    }

    /** As users write it: {@code ood-near}. */
    private static String role(EvalSet set) {
        return Json.MAPPER.convertValue(set.role(), String.class);
    }

    void run(RunRows rows) {
        handle.useTransaction(open -> {
            batch(RUN.sql(), List.of(rows.run()));
            replace("attempt", 9, rows.id(), rows.attempts());
            replace("epoch_metric", 5, rows.id(), rows.epochMetrics());
            replace("artifact", 4, rows.id(), rows.artifacts());
            replace("provenance", 4, rows.id(), rows.provenance());
            Pause.at("commit");
        });
    }

    void addMeasurements(RunId run, List<Measurement> measurements) {
        handle.useTransaction(open -> batch(MEASUREMENT.sql(), rows(run, measurements)));
    }

    private static List<List<@Nullable Object>> rows(RunId run, List<Measurement> measurements) {
        return measurements.stream()
                .map(m -> list(run.hex(), m.evalSet(), m.aggregator(), m.temperature(), m.metric(), orNull(m.score())))
                .toList();
    }

    void measurements(RunId run, List<Measurement> measurements) {
        List<List<@Nullable Object>> rows = rows(run, measurements);
        handle.useTransaction(open -> {
            measurements.stream()
                    .map(Measurement::evalSet)
                    .distinct()
                    .forEach(set -> handle.execute(
                            "DELETE FROM measurement WHERE run_id = ? AND eval_set = ?", run.hex(), set));
            batch(insert("measurement", 6), rows);
            Pause.at("commit");
        });
    }

    /** Leaves what a rebuild without the run's folder would give. @param spec of a run that a sweep still has */
    void removeRun(RunId run, @Nullable RunSpec spec) {
        handle.useTransaction(open -> {
            for (String table : List.of("attempt", "epoch_metric", "measurement", "artifact", "provenance")) {
                handle.execute("DELETE FROM " + table + " WHERE run_id = ?", run.hex());
            }
            if (spec != null) {
                batch(RUN.sql(), List.of(RunReader.planned(run, spec)));
            } else {
                handle.execute("DELETE FROM run WHERE run_id = ?", run.hex());
            }
        });
    }

    /** Its plans; its runs stay. */
    void removeSweep(String sweep) {
        handle.useTransaction(open -> {
            for (String table : List.of("sweep_eval_set", "sweep_run", "sweep")) {
                handle.execute("DELETE FROM " + table + " WHERE sweep = ?", sweep);
            }
        });
    }

    /** Children before parents. */
    void clear() {
        handle.useTransaction(open -> List.of(
                        "outbox",
                        "provenance",
                        "artifact",
                        "measurement",
                        "epoch_metric",
                        "attempt",
                        "sweep_eval_set",
                        "sweep_run",
                        "run",
                        "sweep")
                .forEach(table -> handle.execute("DELETE FROM " + table)));
    }

    void enqueue(String sweep, String item, long when) {
        batch(OUTBOX.sql(), List.of(list(sweep, item, when, 0, null)));
    }

    void delivered(OutboxItem item) {
        handle.execute(
                "DELETE FROM outbox WHERE sweep = ? AND item = ? AND recorded = ?",
                item.sweep(),
                item.item(),
                item.recorded());
    }

    void undelivered(OutboxItem item, String failure) {
        handle.execute(
                "UPDATE outbox SET tries = tries + 1, failure = ? WHERE sweep = ? AND item = ?",
                failure,
                item.sweep(),
                item.item());
    }

    private void replace(String table, int columns, RunId run, List<List<@Nullable Object>> rows) {
        handle.execute("DELETE FROM " + table + " WHERE run_id = ?", run.hex());
        batch(insert(table, columns), rows);
    }

    private static String insert(String table, int columns) {
        return "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")";
    }

    private void batch(String sql, List<List<@Nullable Object>> rows) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                for (List<@Nullable Object> row : rows.subList(from, Math.min(rows.size(), from + BATCH))) {
                    for (int i = 0; i < row.size(); i++) {
                        batch.bind(i, row.get(i));
                    }
                    batch.add();
                }
                batch.execute();
            }
        }
    }
}
