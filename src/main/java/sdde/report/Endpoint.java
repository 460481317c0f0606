package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import sdde.report.document.Scale;
import sdde.run.EvalSet;

/**
 * A number that every run of a group has, or should have: a column of its tables.
 *
 * @param id of letters, for names of macros: {@code Accuracy}
 * @param header of the column
 * @param evalSets if several, the mean over them
 * @param scaled with the fitted temperature
 */
record Endpoint(
        String id,
        String header,
        String metric,
        List<String> evalSets,
        String aggregator,
        boolean scaled,
        boolean higherIsBetter,
        Scale scale) {

    /** Quality on the test set and detection of each OOD set, and of the near and far ones on average. */
    static List<Endpoint> main(Group group, ReportOptions options, boolean scaled) {
        List<Endpoint> endpoints = new ArrayList<>(quality(group, scaled));
        for (EvalSet.Role role : List.of(EvalSet.Role.OOD_NEAR, EvalSet.Role.OOD_FAR)) {
            List<String> sets = group.sets(role);
            String distance = role == EvalSet.Role.OOD_NEAR ? "near" : "far";
            for (String set : sets) {
                endpoints.add(auroc(
                        "Auroc " + set,
                        "AUROC " + name(set) + " (" + distance + ")",
                        List.of(set),
                        options.aggregator(),
                        scaled));
            }
            if (sets.size() > 1) {
                endpoints.add(
                        auroc("Auroc " + distance, "AUROC " + distance + " mean", sets, options.aggregator(), scaled));
            }
        }
        return endpoints;
    }

    /** What the verdicts are about: the test set's quality and the mean AUROC over the near sets, one number each. */
    static List<Endpoint> deciding(Group group, ReportOptions options) {
        List<Endpoint> endpoints = new ArrayList<>();
        List<String> near = group.sets(EvalSet.Role.OOD_NEAR);
        if (!near.isEmpty()) {
            endpoints.add(auroc("Auroc near", "near-OOD AUROC", near, options.aggregator(), false));
        }
        endpoints.addAll(quality(group, false));
        return endpoints;
    }

    static Endpoint auroc(String id, String header, List<String> sets, String aggregator, boolean scaled) {
        return new Endpoint(id, header, "auroc", List.copyOf(sets), aggregator, scaled, true, Scale.PERCENT);
    }

    /** The data set's name alone where the split says nothing: {@code fashion-mnist}. */
    static String name(String evalSet) {
        return evalSet.endsWith("/test") ? evalSet.substring(0, evalSet.length() - "/test".length()) : evalSet;
    }

    private static List<Endpoint> quality(Group group, boolean scaled) {
        String none = ScoreKey.NO_AGGREGATOR;
        return group.testSet().stream()
                .flatMap(set -> {
                    List<String> sets = List.of(set);
                    return List.of(
                            new Endpoint("Accuracy", "accuracy %", "accuracy", sets, none, scaled, true, Scale.PERCENT),
                            new Endpoint("Nll", "NLL", "nll", sets, none, scaled, false, Scale.PLAIN),
                            new Endpoint("Ece", "ECE %", "ece", sets, none, scaled, false, Scale.PERCENT),
                            new Endpoint("Brier", "Brier", "brier", sets, none, scaled, false, Scale.PLAIN))
                            .stream();
                })
                .toList();
    }

    /** In a sentence: {@code ECE (lower is better)}. */
    String words() {
        return header.replace(" %", "") + (higherIsBetter ? "" : " (lower is better)");
    }

    /** Empty if the run lacks it on any of the sets. */
    OptionalDouble of(StudyRun run) {
        double sum = 0;
        for (String set : evalSets) {
            OptionalDouble score = scaled ? scaledScore(run, set) : run.score(key(set, ScoreKey.UNSCALED));
            if (score.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += score.getAsDouble();
        }
        return evalSets.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / evalSets.size());
    }

    /** (seeds) of a row; NaN where there is none. */
    double[] of(MethodRow row, List<Long> seeds) {
        return seeds.stream()
                .mapToDouble(seed -> row.used(seed).stream()
                        .flatMapToDouble(run -> of(run).stream())
                        .findFirst()
                        .orElse(Double.NaN))
                .toArray();
    }

    /** Each pooling has a temperature of its own: whichever belongs to the aggregator is the one that is stored. */
    private OptionalDouble scaledScore(StudyRun run, String set) {
        OptionalDouble score = run.score(key(set, ScoreKey.SCALED));
        return score.isPresent() ? score : run.score(key(set, ScoreKey.SCALED_PROBABILITIES));
    }

    private ScoreKey key(String set, String temperature) {
        return new ScoreKey(set, aggregator, temperature, metric);
    }
}
