package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdde.evaluate.Evaluator;
import sdde.evaluate.Measurement;
import sdde.report.document.Cell;
import sdde.report.document.Table;
import sdde.run.EvalSet;
import sdde.store.Database;

/** The statements that a report prints beside its tables, run against a database that holds the same runs. */
class TableSourcesTest {
    private final Database database = Database.inMemory();
    private Analysis analysis;

    @BeforeEach
    void record() {
        Study study = StoredStudy.of(ReportWriterTest.fiveMethods(1, 2, 3, 4, 5));
        study = study.with(study.evidence().with(List.of(study.plan()), List.of()));
        analysis = Analysis.of(study, ReportOptions.DEFAULT);
        database.recordPlan(study.plan());
        for (StudyRun run : study.runs()) {
            List<Measurement> all = new ArrayList<>(run.measurements());
            all.addAll(means(run));
            database.recordMeasurements(run.member().id(), all);
        }
        database.query("update run set state = 'SUCCEEDED'");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Over the sets of near OOD, as evaluation stores them. */
    private static List<Measurement> means(StudyRun run) {
        List<String> near = run.member().evalSets().stream()
                .filter(set -> set.role() == EvalSet.Role.OOD_NEAR)
                .map(EvalSet::name)
                .toList();
        Map<ScoreKey, Double> sums = new LinkedHashMap<>();
        run.measurements().stream()
                .filter(one -> near.contains(one.evalSet()))
                .forEach(one -> sums.merge(
                        new ScoreKey("", one.aggregator(), one.temperature(), one.metric()), one.score(), Double::sum));
        String name = Evaluator.meanName(EvalSet.Role.OOD_NEAR);
        return sums.entrySet().stream()
                .map(sum -> new Measurement(
                        name,
                        sum.getKey().aggregator(),
                        sum.getKey().temperature(),
                        sum.getKey().metric(),
                        sum.getValue() / near.size()))
                .toList();
    }

    private Stream<Table> tables() {
        return Report.of(analysis).sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Table.class::isInstance)
                .map(Table.class::cast);
    }

    private String query(Table table) {
        return TableSources.query(table.id(), TableSources.names(analysis));
    }

    @Test
    void everyStatementRunsAndFindsRows() {
        List<String> empty = new ArrayList<>();
        tables().filter(table -> query(table).startsWith("select")).forEach(table -> {
            if (database.query(query(table)).rows().isEmpty()) {
                empty.add(table.id());
            }
        });

        // no worker told this database of a place, an hour or a failure
        assertThat(empty).isSubsetOf("environment", "accounting-hours", "unused");
    }

    @Test
    void everyMeanOfATableIsAmongTheRowsOfItsStatement() {
        List<String> checked = new ArrayList<>();
        tables().filter(table -> query(table).contains("avg(score)")).forEach(table -> {
            sdde.store.Table found = database.query(query(table));
            int mean = found.columns().indexOf("mean");
            int n = found.columns().indexOf("n");
            table.rows().stream()
                    .flatMap(List::stream)
                    .filter(Cell.Estimate.class::isInstance)
                    .map(Cell.Estimate.class::cast)
                    .forEach(estimate -> {
                        checked.add(table.id());
                        assertThat(found.rows())
                                .as(table.id() + ": " + estimate.text())
                                .anyMatch(row -> row.get(mean) instanceof Number of
                                        && Math.abs(of.doubleValue() - estimate.mean()) < 1e-12
                                        && row.get(n) instanceof Number count
                                        && count.intValue() == estimate.n());
                    });
        });

        String group = analysis.groups().get(0).id();
        assertThat(checked)
                .contains("main-" + group, "paper-ood", "calibration-" + group, "diversity-" + group)
                .anyMatch(id -> id.startsWith("aggregators-" + group));
    }

    @Test
    void tablesWithoutAStatementAreNotMadeFromTheDatabase() {
        assertThat(tables().filter(table -> query(table).equals("–")).map(Table::id))
                .allMatch(id -> Stream.of(
                                "sizes-",
                                "delong-",
                                "reliability-",
                                "cosines-",
                                "contract",
                                "formulas",
                                "ledger",
                                "table-sources",
                                "claims",
                                "determinism",
                                "checklist")
                        .anyMatch(id::startsWith));
    }
}
