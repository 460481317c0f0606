package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sdde.report.statistics.Bootstrap;
import sdde.report.statistics.Interval;
import sdde.run.Seeds;

/**
 * What no stored number tells and the logits themselves do, of the row of each method that {@link Selection} shows: read
 * once, one row at a time, and reduced to numbers.
 */
final class StoredLogits {
    /** Draws of the nested bootstrap. */
    static final int RESAMPLES = 400;

    private final Study study;
    private final Map<String, Map<String, Row>> byGroup = new ConcurrentHashMap<>();

    /**
     * A row's runs, in the order of their seeds.
     *
     * @param nested 95 % interval of the mean gain of U_avg over prob-average by OOD set, seeds and images drawn
     */
    record Row(List<RunLogits> runs, Map<String, Interval> nested) {
        /** @return NaN where no run has the set */
        Interval nested(String set) {
            return nested.getOrDefault(set, Interval.UNDEFINED);
        }
    }

    StoredLogits(Study study) {
        this.study = study;
    }

    /** By label of the row; without rows whose runs have no stored predictions. */
    Map<String, Row> of(Group group, ReportOptions options) {
        return byGroup.computeIfAbsent(group.id(), id -> read(group, options));
    }

    private Map<String, Row> read(Group group, ReportOptions options) {
        List<MethodRow> rows = Selection.of(group, options);
        Map<String, Optional<Row>> read = rows.parallelStream()
                .collect(Collectors.toConcurrentMap(MethodRow::label, row -> read(group, row), (a, b) -> a));
        Map<String, Row> ordered = new LinkedHashMap<>();
        for (MethodRow row : rows) {
            read.getOrDefault(row.label(), Optional.empty()).ifPresent(one -> ordered.put(row.label(), one));
        }
        return ordered;
    }

    private Optional<Row> read(Group group, MethodRow row) {
        List<RunLogits> runs = new ArrayList<>();
        Map<String, List<PairedAuroc>> pairs = new TreeMap<>();
        for (StudyRun run : row.used()) {
            RunLogits.read(study.evidence().shelf(), group, run).ifPresent(one -> {
                one.pairs().forEach((set, pair) -> pairs.computeIfAbsent(set, name -> new ArrayList<>())
                        .add(pair));
                runs.add(one.withoutPairs());
            });
        }
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Function<String, Bootstrap> bootstrap = set ->
                new Bootstrap(0.95, RESAMPLES, new SplittableRandom(Seeds.of(0, "nested " + row.label() + " " + set)));
        Map<String, Interval> nested = new TreeMap<>();
        pairs.forEach((set, of) -> nested.put(set, PairedAuroc.nested(of, bootstrap.apply(set))));
        return Optional.of(new Row(runs, nested));
    }
}
