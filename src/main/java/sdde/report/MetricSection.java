package sdde.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sdde.evaluate.Measurement;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.EvalSet;

/** What each number is, exactly. */
final class MetricSection {
    private static final Map<String, String> FORMULAS = formulas();

    private MetricSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "z: logits of a member; p: its softmax; N members, C classes. The prediction is the arg-max of"
                        + " the mean logits. Accuracy, NLL, Brier and ECE are of the softmax of the mean logits. All sums in double"
                        + " precision. Columns with % and points are 100 times the number that is stored."));
        blocks.add(contract());
        blocks.add(formulaTable(analysis));
        blocks.add(
                new Paragraph(
                        "Without temperature: the logits as they are. With temperature: all member logits divided by"
                                + " one T a run, fitted on the validation set by the NLL of the mean logits. T leaves accuracy and the order"
                                + " of logit-average, minmax, maxstd, stdmax and average-minmax as they are, and so their AUROC."));
        blocks.add(setTable(analysis));
        List<Table> exact = analysis.groups().stream()
                .flatMap(group -> PaperExact.of(analysis, group).stream())
                .toList();
        blocks.addAll(exact);
        if (exact.isEmpty()) {
            blocks.add(
                    new Paragraph(
                            "No run has numbers by the authors' own formulas (names ending in paper), so these cannot be set beside ours."));
        }
        return new Section("metrics", "Metric contract", blocks);
    }

    /** What decides a number where a formula leaves room. */
    private static Table contract() {
        return new Table(
                "contract",
                "What is measured, on what, and how ties fall",
                List.of(
                        Column.words("number"),
                        Column.words("of"),
                        Column.words("better"),
                        Column.words("ties and edges"),
                        Column.words("temperature")),
                List.of(
                        rule(
                                "accuracy",
                                "softmax of the mean logits, test set",
                                "higher",
                                "of equal classes the first",
                                "none has an effect"),
                        rule(
                                "NLL",
                                "the same, in nats, every sample with equal weight",
                                "lower",
                                "none",
                                "shown without and with"),
                        rule(
                                "ECE",
                                "the same, 15 bins of equal width",
                                "lower",
                                "[low, high), confidence 1.0 in the last bin",
                                "shown without and with"),
                        rule("Brier", "the same, sum over classes, 0 to 2", "lower", "none", "shown without and with"),
                        rule(
                                "AUROC",
                                "confidences of all test samples against all of an OOD set",
                                "higher",
                                "equal confidences count one half",
                                "shown without and with")),
                List.of(
                        "One temperature a run, fitted on the in-distribution validation set by NLL (golden section in log T, kept in"
                                + " [0.001, 1000]); test and OOD sets have no part in it. The epoch is the one of best validation"
                                + " accuracy, ties to the later. Scores in double precision from logits stored in single."));
    }

    private static List<Cell> rule(String number, String of, String better, String ties, String temperature) {
        return List.of(Cell.of(number), Cell.of(of), Cell.of(better), Cell.of(ties), Cell.of(temperature));
    }

    private static Table formulaTable(Analysis analysis) {
        TreeSet<String> shown = new TreeSet<>(List.of("accuracy", "nll", "ece", "brier"));
        for (Group group : analysis.groups()) {
            group.testSet().ifPresent(set -> shown.addAll(DiversitySection.metrics(group, set)));
            if (!group.oodSets().isEmpty()) {
                shown.add("auroc");
                group.oodSets().forEach(set -> shown.addAll(AggregatorSection.aggregators(group, set)));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        FORMULAS.forEach((name, formula) -> {
            if (shown.remove(name)) {
                rows.add(List.of(Cell.of(name), Cell.of(formula)));
            }
        });
        shown.forEach(name -> rows.add(List.of(Cell.of(name), Cell.of("see docs/metrics.md"))));
        return new Table(
                "formulas",
                "Formulas of the numbers shown",
                List.of(Column.words("name"), Column.words("formula")),
                rows,
                List.of(
                        "arXiv 2305.11616 and its code have ECE without the samples of confidence 1.0 and NLL as a mean of batch"
                                + " means; both are stored as ece_paper and nll_paper."));
    }

    private static Table setTable(Analysis analysis) {
        Map<String, EvalSet> sets = new LinkedHashMap<>();
        analysis.study().plan().members().forEach(member -> member.evalSets()
                .forEach(set -> sets.putIfAbsent(set.name(), set)));
        List<List<Cell>> rows = new ArrayList<>();
        sets.forEach((name, set) -> {
            Integer size = analysis.study().sizes().get(name);
            rows.add(List.of(
                    Cell.of(name),
                    Cell.of(role(set.role())),
                    size == null ? Cell.of("unknown") : Cell.of(size),
                    Cell.of(against(set.role(), sets.values(), analysis.study().sizes()))));
        });
        return new Table(
                "sets",
                "Evaluation sets",
                List.of(
                        Column.words("set"),
                        Column.words("role"),
                        Column.numbers("samples"),
                        Column.words("told from")),
                rows,
                List.of("AUROC of an OOD set is of all its samples against all samples of the test set."));
    }

    /** The in-distribution sets of an OOD set, with their sizes. */
    private static String against(EvalSet.Role role, Collection<EvalSet> sets, Map<String, Integer> sizes) {
        if (!role.isOod()) {
            return "–";
        }
        EvalSet.Role counterpart = role == EvalSet.Role.OOD_VALIDATION ? EvalSet.Role.VALIDATION : EvalSet.Role.TEST;
        return sets.stream()
                .filter(set -> set.role() == counterpart)
                .map(set ->
                        set.name() + (sizes.containsKey(set.name()) ? " (" + sizes.get(set.name()) + " samples)" : ""))
                .collect(Collectors.joining(" or "));
    }

    private static String role(EvalSet.Role role) {
        return switch (role) {
            case VALIDATION -> "validation: fits the temperature, chooses the epoch";
            case TEST -> "test";
            case OOD_VALIDATION -> "OOD validation";
            case OOD_NEAR -> "near OOD";
            case OOD_FAR -> "far OOD";
        };
    }

    /** Whether a measurement has a formula here. */
    static boolean knows(Measurement measurement) {
        return FORMULAS.containsKey(measurement.metric());
    }

    private static Map<String, String> formulas() {
        Map<String, String> formulas = new LinkedHashMap<>();
        formulas.put("accuracy", "share of samples whose arg-max of mean z is the label; higher is better");
        formulas.put("nll", "mean over samples of -log softmax(mean z) at the label, in nats; lower is better");
        formulas.put(
                "ece",
                "15 equal bins of confidence, [lo, hi), 1.0 in the last: sum of share × |accuracy - mean confidence|; lower is better");
        formulas.put("brier", "mean over samples of the sum over classes of (p - one-hot)², 0 to 2; lower is better");
        formulas.put(
                "auroc",
                "probability that an OOD sample has lower confidence than an in-distribution one, ties count half; higher is better");
        formulas.put("logit-average", "confidence: max over classes of mean z (the paper's U_avg)");
        formulas.put("average", "confidence: max over classes of softmax(mean z)");
        formulas.put("prob-average", "confidence: max over classes of mean p");
        formulas.put("minmax", "confidence: min over members of max over classes of z");
        formulas.put("prob-minmax", "confidence: min over members of max over classes of p");
        formulas.put("average-minmax", "confidence: min over members of z at the arg-max of mean z");
        formulas.put(
                "maxstd", "confidence: minus the standard deviation (N - 1) over members of max over classes of z");
        formulas.put(
                "prob-maxstd",
                "confidence: minus the standard deviation (N - 1) over members of max over classes of p");
        formulas.put(
                "stdmax", "confidence: minus the max over classes of the standard deviation (N - 1) over members of z");
        formulas.put("energy", "confidence: log sum exp of mean z");
        formulas.put("average-energy", "confidence: mean over members of log sum exp of z");
        formulas.put(
                "cam_cosine",
                "mean over samples and pairs of members of the cosine of their GradCAM maps of the label");
        formulas.put(
                "mahalanobis",
                "confidence: minus the squared Mahalanobis distance to the nearest class, mean over members");
        formulas.put("knn", "confidence: minus the distance to the k-th nearest training features, mean over members");
        formulas.put("activation_cosine", "as cam_cosine, of the mean of the feature maps over channels");
        formulas.put(
                "input_gradient_cosine", "as cam_cosine, of the gradient by the pixels, on the first 1000 samples");
        formulas.put("activation_cosine_rescaled", "as cam_cosine_rescaled, of activation_cosine");
        formulas.put("input_gradient_cosine_rescaled", "as cam_cosine_rescaled, of input_gradient_cosine");
        formulas.put("cam_cosine_floor", "-1 / (N - 1): no N maps can be more different than that on average");
        formulas.put("cam_cosine_rescaled", "(c + f) / (1 + f), f = 1 / (N - 1): 0 at the floor, 1 for equal maps");
        formulas.put("disagreement", "share of samples and pairs of members with different arg-max");
        formulas.put("q_statistic", "mean over pairs of Yule's Q of being right");
        formulas.put("double_fault", "share of samples and pairs of members that are both wrong");
        formulas.put("error_correlation", "mean over pairs of the correlation of being wrong");
        formulas.put("pairwise_kl", "mean over samples and ordered pairs of KL(p_i, p_j), in nats");
        formulas.put("pairwise_js", "mean over samples and pairs of the Jensen-Shannon divergence, in nats");
        formulas.put("cka", "mean over pairs of the linear CKA of features");
        formulas.put("ensemble_gain", "mean NLL of the members minus NLL of the mean logits");
        formulas.put("ensemble_gain_probabilities", "mean NLL of the members minus NLL of the mean probabilities");
        formulas.put("member_accuracy", "mean accuracy of the members");
        return formulas;
    }
}
