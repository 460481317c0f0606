package sdde.report;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import sdde.evaluate.Measurement;
import sdde.report.document.CsvFormat;
import sdde.report.document.Digits;
import sdde.run.RunEvent;
import sdde.run.RunSpec;

/** The numbers behind the tables, one a line. */
final class DataFiles {
    private static final Comparator<Measurement> ORDER = Comparator.comparing(Measurement::evalSet)
            .thenComparing(Measurement::aggregator)
            .thenComparing(Measurement::temperature)
            .thenComparing(Measurement::metric);

    private DataFiles() {}

    /** By file name without its ending. */
    static SortedMap<String, String> of(Analysis analysis) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("measurements", measurements(analysis.used()));
        files.put("epochs", epochs(analysis.used()));
        return files;
    }

    private static String measurements(List<StudyRun> runs) {
        StringBuilder out = new StringBuilder(
                "run,dataset,network,method,lambda,ensemble_size,seed,eval_set,aggregator,temperature,metric,score\n");
        for (StudyRun run : runs) {
            run.measurements().stream().sorted(ORDER).forEach(one -> {
                List<String> fields = new java.util.ArrayList<>(fields(run));
                fields.addAll(List.of(
                        CsvFormat.field(one.evalSet()),
                        // an aggregator "-" is no formula, and a reader looks for exactly that
                        one.aggregator().equals(ScoreKey.NO_AGGREGATOR) ? "-" : CsvFormat.field(one.aggregator()),
                        CsvFormat.field(one.temperature()),
                        CsvFormat.field(one.metric()),
                        Digits.raw(one.score())));
                CsvFormat.line(out, fields);
            });
        }
        return out.toString();
    }

    /** Without times, which are another at every repetition. */
    private static String epochs(List<StudyRun> runs) {
        StringBuilder out =
                new StringBuilder("run,dataset,network,method,lambda,ensemble_size,seed,epoch,metric,score\n");
        for (StudyRun run : runs) {
            for (String metric : metrics(run)) {
                Epochs.of(run, metric).forEach((epoch, score) -> {
                    List<String> fields = new java.util.ArrayList<>(fields(run));
                    fields.addAll(List.of(epoch.toString(), CsvFormat.field(metric), Digits.raw(score)));
                    CsvFormat.line(out, fields);
                });
            }
        }
        return out.toString();
    }

    private static Set<String> metrics(StudyRun run) {
        TreeSet<String> names = new TreeSet<>();
        for (RunEvent event : run.events()) {
            if (event.type().equals("epoch") && event.data().get("metrics") instanceof java.util.Map<?, ?> metrics) {
                metrics.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
        }
        names.remove("seconds");
        return names;
    }

    private static List<String> fields(StudyRun run) {
        RunSpec spec = run.spec();
        Object lambda = spec.method().parameters().get("lambda");
        return List.of(
                run.member().id().hex(),
                CsvFormat.field(spec.dataset().name()),
                CsvFormat.field(spec.network().name()),
                CsvFormat.field(spec.method().name()),
                lambda instanceof Number number ? Digits.raw(number.doubleValue()) : "",
                Integer.toString(spec.ensembleSize()),
                Long.toString(spec.seed()));
    }
}
