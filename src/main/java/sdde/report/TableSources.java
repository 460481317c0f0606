package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdde.report.document.Block;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** How each table is made again: the command, and a query that gives the numbers behind it. */
final class TableSources {
    /** The runs of the sweeps; then those of them that succeeded. */
    private static final String ALL = "run_id in (select run_id from sweep_run where sweep in (%s))";

    private static final String MINE = ALL + " and run_id in (select run_id from run where state = 'SUCCEEDED')";

    private static final String SCORES =
            "select eval_set, aggregator, temperature, metric, dataset, ensemble_size, method, lambda, count(*) as n, avg(score) as mean,"
                    + " stddev_samp(score) as sd from measurement join run on run.run_id = measurement.run_id where run.run_id in (select run_id from sweep_run where sweep in (%s))"
                    + " and state = 'SUCCEEDED'"
                    + " and %s group by eval_set, aggregator, temperature, metric, dataset, ensemble_size, method, lambda"
                    + " order by 1, 2, 3, 4, 5, 6, 7, 8";

    /** Conditions by the beginning of a table's id; the first that fits. */
    private static final Map<String, String> CONDITIONS = conditions();

    private TableSources() {}

    static Table of(Analysis analysis, List<Section> sections) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Section section : sections) {
            for (Block block : section.blocks()) {
                if (block instanceof Table table) {
                    rows.add(List.of(
                            Cell.of(table.caption()),
                            Cell.of("data/" + table.id() + ".csv"),
                            Cell.of("tables/" + table.id() + ".tex"),
                            Cell.of(query(table.id(), names(analysis)))));
                }
            }
        }
        return new Table(
                "table-sources",
                "How to reproduce each table",
                List.of(
                        Column.words("table"),
                        Column.words("numbers"),
                        Column.words("LaTeX"),
                        Column.words("the numbers behind it: bin/sweep sql \"…\"")),
                rows,
                List.of(
                        "The command above makes every table and its two files; the query shows what they are made of, from the same"
                                + " database. Scores are unscaled: columns with % and points are 100 times as much. – : made from the"
                                + " stored logits and plans in the run folders, or said by the program itself; not in the database."),
                true);
    }

    /** The query behind a table; a dash where there is none. @param names of the sweeps, as SQL text */
    static String query(String id, String names) {
        for (Map.Entry<String, String> condition : CONDITIONS.entrySet()) {
            if (id.startsWith(condition.getKey())) {
                String value = condition.getValue();
                return value.startsWith("select")
                        ? value.formatted(names)
                        : value.isEmpty() ? "–" : SCORES.formatted(names, value);
            }
        }
        return "–";
    }

    static String names(Analysis analysis) {
        return analysis.study().evidence().sources().stream()
                .map(plan -> "'" + plan.sweep().replace("'", "''") + "'")
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("''");
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        String quality = "metric in ('accuracy', 'nll', 'ece', 'brier') and aggregator = '-'";
        String auroc = "metric = 'auroc' and temperature = 'none'";
        String everything = "(" + quality + " or metric in ('auroc', 'cam_cosine'))";
        for (String id : List.of(
                "paper-lights", "paper-legs", "claim-tests", "diagnostics", "power", "lambda-", "cost-worth-")) {
            conditions.put(id, everything);
        }
        conditions.put("readings-", "metric = 'auroc'"); // the scripts' is with temperature
        for (String id : List.of("reversals-", "shares-", "panel-")) {
            conditions.put(id, auroc);
        }
        conditions.put("deviation-sizes-", "metric = 'auroc'");
        conditions.put("tests-", "(" + quality + " or metric = 'auroc') and temperature = 'none'");
        conditions.put("effects-", "(" + quality + " or metric = 'auroc') and temperature = 'none'");
        conditions.put("main-scaled-", "(" + quality + " or metric = 'auroc') and temperature <> 'none'");
        conditions.put("main-", "(" + quality + " or metric = 'auroc') and temperature = 'none'");
        conditions.put("paper-ood", "metric = 'auroc' and temperature = 'none' and eval_set like 'ood-%/mean'");
        conditions.put("paper-calibration", "metric in ('nll', 'ece', 'brier') and aggregator = '-'");
        conditions.put("paper-aggregators", "metric = 'auroc' and temperature = 'none' and eval_set like 'ood-%/mean'");
        conditions.put(
                "paper-exact",
                "metric in ('accuracy', 'accuracy_paper', 'nll', 'nll_paper', 'ece', 'ece_paper', 'ece_paper_dropped', 'temperature', 'temperature_paper') and aggregator = '-'");
        conditions.put("paper-", "metric = 'auroc' and temperature = 'mean-logits'");
        conditions.put("aggregators-", "metric = 'auroc' and temperature = 'none'");
        conditions.put(
                "logits-",
                "metric = 'auroc' and temperature = 'none' and aggregator in ('logit-average', 'prob-average')");
        conditions.put(
                "calibration-",
                "(metric like 'ece%' or metric like 'nll%' or metric like 'brier%') and aggregator = '-'");
        conditions.put("diversity-", "metric like '%' and aggregator = '-' and temperature = 'none'");
        conditions.put("comparisons", "(" + quality + " or metric = 'auroc') and temperature = 'none'");
        conditions.put(
                "cost",
                "select dataset, method, lambda, count(*) as runs, avg(training_seconds / epochs) as seconds_per_epoch from v_run where "
                        + MINE + " group by dataset, method, lambda order by 1, 2, 3");
        conditions.put(
                "runs",
                "select run_id, title, chosen_epoch, weights_sha256, logits_sha256 from run where " + MINE
                        + " order by run_id");
        conditions.put("sets", "select distinct eval_set, role from sweep_eval_set where sweep in (%s) order by 2, 1");
        conditions.put(
                "deviations-",
                "select distinct dataset, network, ensemble_size, method, lambda, epochs, batch_size, learning_rate, momentum, weight_decay, augmentation from run where "
                        + ALL + " order by 1, 2, 3, 4, 5");
        conditions.put(
                "seeds",
                "select dataset, method, lambda, ensemble_size, seed, state from run where " + ALL
                        + " order by 1, 2, 3, 4, 5");
        conditions.put(
                "unused",
                "select run_id, title, state, reason from run where " + ALL
                        + " and state <> 'SUCCEEDED' order by run_id");
        conditions.put(
                "accounting-hours",
                "select device, count(*) as attempts, sum(seconds) / 3600 as hours from attempt where " + ALL
                        + " group by device order by 1");
        conditions.put(
                "accounting", "select state, count(*) as runs from run where " + ALL + " group by state order by 1");
        conditions.put(
                "environment",
                "select name, content, count(distinct run_id) as runs from provenance where " + MINE
                        + " and attempt > 0 group by name, content order by 1, 2");
        return conditions;
    }
}
