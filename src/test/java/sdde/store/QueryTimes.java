package sdde.store;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import sdde.run.Home;

/** Prints how long the usual questions take in the results database of a home; docs/tracking.md has the figures. */
final class QueryTimes {
    private static final int TIMES = 15;

    private QueryTimes() {}

    /** @param args the home; it must have runs */
    public static void main(String[] args) {
        try (Database database = Database.readOnly(new Home(Path.of(args[0])))) {
            database.counts().forEach((table, rows) -> System.out.printf("%-14s %,12d rows%n", table, rows));
            String run = String.valueOf(
                    database.query("SELECT MIN(run_id) FROM run").rows().get(0).get(0));
            queries(run).forEach((name, sql) -> time(database, name, sql));
        }
    }

    private static Map<String, String> queries(String run) {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("states", "SELECT state, COUNT(*) FROM run GROUP BY state");
        queries.put("v_run", "SELECT * FROM v_run");
        queries.put("v_failures", "SELECT * FROM v_failures");
        queries.put("v_best", "SELECT * FROM v_best WHERE metric = 'auroc' AND aggregator = 'logit-average'");
        queries.put("v_measurement_wide", "SELECT * FROM v_measurement_wide WHERE eval_set = 'mnist/test'");
        queries.put(
                "curve of a run",
                "SELECT epoch, score FROM epoch_metric WHERE metric = 'train/loss' AND run_id = '%s' ORDER BY epoch"
                        .formatted(run));
        queries.put("all of a run", "SELECT * FROM epoch_metric WHERE run_id = '%s'".formatted(run));
        queries.put(
                "last epochs",
                "SELECT run_id, score FROM epoch_metric WHERE metric = 'validation/nll'"
                        + " AND epoch = (SELECT MAX(epochs) FROM run)");
        queries.put(
                "mean curve by lambda",
                "SELECT r.lambda, e.epoch, AVG(e.score) FROM epoch_metric e JOIN run r ON r.run_id = e.run_id"
                        + " WHERE e.metric = 'validation/nll' AND e.epoch <= 50 GROUP BY r.lambda, e.epoch");
        return queries;
    }

    private static void time(Database database, String name, String sql) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] millis = new double[TIMES];
        double processor = 0;
        int rows = 0;
        for (int i = -3; i < TIMES; i++) {
            long before = System.nanoTime();
            long worked = threads.getCurrentThreadCpuTime();
            // H2 keeps the answer to a text it has seen
            rows = database.query(sql + " -- " + i).rows().size();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - before) / 1e6;
                processor += (threads.getCurrentThreadCpuTime() - worked) / 1e6 / TIMES;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-22s %6.1f ms median, %6.1f ms at most, %6.1f ms of processor time; %,d rows%n",
                name, millis[TIMES / 2], millis[TIMES - 1], processor, rows);
    }
}
