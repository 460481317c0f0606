package sdde.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import sdde.report.Diagnostic.Result;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.statistics.Sample;
import sdde.run.EvalSet;
import sdde.run.RunState;

/** The failure signatures of the paper's summary and others that are known, looked for in the numbers of a study. */
final class Diagnostics {
    /** A cosine that is lower by less than this is not lower. */
    private static final double LEAST_COSINE = 0.02;

    /** Accuracy lost, as a share. */
    private static final double ACCURACY_LOST = 0.002;

    private static final double POINT = 0.01;
    private static final double DEAD = 0.05;
    private static final double CERTAIN = 0.1;

    /** A member this far below the median of its ensemble has not learnt what the others have. */
    private static final double LAG = 0.1;

    private final Analysis analysis;

    private Diagnostics(Analysis analysis) {
        this.analysis = analysis;
    }

    static List<Diagnostic> of(Analysis analysis) {
        Diagnostics all = new Diagnostics(analysis);
        return List.of(
                all.cosine(),
                all.accuracy(),
                all.detection(),
                all.logits(),
                all.collapsed(),
                all.lagging(),
                all.alike(),
                all.diverged(),
                all.dead(),
                all.certain());
    }

    private Diagnostic cosine() {
        Signs signs = new Signs();
        eachAgainstDe("cam_cosine", (group, pair) -> {
            double drop = -pair.difference();
            signs.add(
                    drop < LEAST_COSINE,
                    "%s: %s of %s against %s of DE"
                            .formatted(
                                    group.title(),
                                    Digits.fixed(pair.mine(), 3),
                                    pair.row().label(),
                                    Digits.fixed(pair.theirs(), 3)));
        });
        return signs.diagnostic(
                new Signs.Kind(
                        "cosine-not-lower",
                        "SDDE's cosine of saliency maps is not lower than DE's",
                        "mean over seeds lower by less than 0.02"),
                Result.FOUND,
                "SDDE and DE with cam_cosine on the test set",
                "λ is too low, or the gradient of the saliency does not reach the weights: try a λ ten times as large; bin/sweep check"
                        + " compares the stored maps with maps computed anew");
    }

    private Diagnostic accuracy() {
        Signs signs = new Signs();
        eachAgainstDe("accuracy", (group, pair) -> {
            double high = pair.paired().size() < Estimates.FEWEST_SEEDS
                    ? pair.difference()
                    : pair.paired().test().interval(0.95).high();
            signs.add(
                    pair.difference() < -ACCURACY_LOST && high < 0,
                    "%s: %s points of %s against DE"
                            .formatted(
                                    group.title(),
                                    Scale.PERCENT.showSigned(pair.difference()),
                                    pair.row().label()));
        });
        return signs.diagnostic(
                new Signs.Kind(
                        "accuracy-lost",
                        "SDDE is less accurate than DE",
                        "more than 0.2 points lower on average, the 95 % interval over seeds below zero"),
                Result.FOUND,
                "SDDE and DE with accuracy on the test set",
                "λ is too strong: take the one that validation chooses, or a tenth");
    }

    private Diagnostic detection() {
        Signs signs = new Signs();
        for (Group group : analysis.groups()) {
            List<String> near = group.sets(EvalSet.Role.OOD_NEAR);
            Endpoint auroc = Endpoint.auroc("", "", near, analysis.options().aggregator(), false);
            for (MethodRow row : near.isEmpty() ? List.<MethodRow>of() : diversified(group)) {
                for (String rival : PaperClaims.RIVALS) {
                    group.row(rival)
                            .flatMap(other -> Pair.of(group, row, other, auroc))
                            .ifPresent(pair -> signs.add(
                                    isNoBetter(pair),
                                    "%s: %s points of %s against %s"
                                            .formatted(
                                                    group.title(),
                                                    Scale.PERCENT.showSigned(pair.difference()),
                                                    row.label(),
                                                    rival)));
                }
            }
        }
        return signs.diagnostic(
                new Signs.Kind(
                        "detection-no-better",
                        "SDDE's near-OOD AUROC is shown to be no better than a baseline's",
                        "same aggregator, mean of near sets: the 95 % interval over seeds lies below a gain of 0.1 points; of fewer than three seeds a mean loss of more than a point"),
                Result.FOUND,
                "SDDE and a baseline on near OOD sets",
                "look at the aggregator study: if another aggregator parts them, aggregation is the cause; if none does, diversity bought"
                        + " nothing here, and the cosine's diagnostic says whether there was any");
    }

    private static boolean isNoBetter(Pair pair) {
        return pair.paired().size() < Estimates.FEWEST_SEEDS
                ? pair.difference() < -POINT
                : pair.paired().test().interval(0.95).high() < PaperClaims.RELEVANT_AUROC;
    }

    private Diagnostic logits() {
        Signs signs = new Signs();
        for (Group group : analysis.groups()) {
            for (String set : group.oodSets()) {
                for (MethodRow row : Selection.of(group, analysis.options())) {
                    double[] gain = Estimates.defined(Sample.differences(
                            Endpoint.auroc("", "", List.of(set), "logit-average", false)
                                    .of(row, group.seeds()),
                            Endpoint.auroc("", "", List.of(set), "prob-average", false)
                                    .of(row, group.seeds())));
                    if (gain.length > 0) {
                        signs.add(
                                Sample.mean(gain) <= 0,
                                "%s, %s on %s: %s points"
                                        .formatted(
                                                group.title(),
                                                row.label(),
                                                Endpoint.name(set),
                                                Scale.PERCENT.showSigned(Sample.mean(gain))));
                    }
                }
            }
        }
        return signs.diagnostic(
                new Signs.Kind(
                        "logits-not-above",
                        "Aggregating logits is not above aggregating probabilities",
                        "mean over seeds of U_avg less prob-average not above zero, each method and OOD set"),
                Result.FINDING,
                "AUROC by both aggregators",
                "nothing to mend: report it; the sets differ, so the mean over them must not stand alone");
    }

    private Diagnostic collapsed() {
        Signs signs = new Signs();
        members((where, run) -> {
            double chance = 1.0 / run.classes();
            double bound = chance + 4 * Math.sqrt(chance * (1 - chance) / run.images());
            long lost =
                    run.members().stream().filter(accuracy -> accuracy <= bound).count();
            signs.add(lost > 0, where + ": " + lost + " of " + run.members().size() + " members at chance");
        });
        return signs.diagnostic(
                new Signs.Kind(
                        "collapsed",
                        "Members have collapsed to chance",
                        "a member's test accuracy within four standard errors of 1/C"),
                Result.FOUND,
                "stored predictions on the test set",
                "the learning rate or λ is too high, labels do not belong to images, or a member was never trained: look at the run's"
                        + " events and at train/ce");
    }

    private Diagnostic lagging() {
        Signs signs = new Signs();
        members((where, run) -> {
            double median = Sample.median(
                    run.members().stream().mapToDouble(Double::doubleValue).toArray());
            double least = run.members().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(median);
            signs.add(
                    median - least > LAG,
                    "%s: worst member %s %%, median %s %%"
                            .formatted(where, Scale.PERCENT.show(least), Scale.PERCENT.show(median)));
        });
        return signs.diagnostic(
                new Signs.Kind(
                        "lagging",
                        "A member lags behind the others",
                        "a member's test accuracy more than 10 points below the median of its ensemble"),
                Result.FOUND,
                "stored predictions on the test set",
                "it was frozen, started elsewhere, or was driven away by the diversity loss");
    }

    private Diagnostic alike() {
        Signs signs = new Signs();
        for (Group group : analysis.groups()) {
            Optional<Endpoint> disagreement = quality(group, "disagreement");
            for (MethodRow row : disagreement.isEmpty() ? List.<MethodRow>of() : group.rows()) {
                double[] shares = Estimates.defined(disagreement.get().of(row, group.seeds()));
                if (shares.length > 0) {
                    double least = Arrays.stream(shares).min().orElse(0);
                    signs.add(
                            least == 0,
                            "%s, %s: members disagree on %s %% of test images"
                                    .formatted(group.title(), row.label(), Scale.PERCENT.show(least)));
                }
            }
        }
        return signs.diagnostic(
                new Signs.Kind(
                        "alike", "Members are copies of each other", "no test image on which any two members disagree"),
                Result.FOUND,
                "disagreement on the test set",
                "they share their initial weights and their batches: each member must draw its own");
    }

    private Diagnostic diverged() {
        Signs signs = new Signs();
        for (Group group : analysis.groups()) {
            for (MethodRow row : group.rows()) {
                long diverged = row.runs().stream()
                        .filter(run -> run.state() == RunState.DIVERGED)
                        .count();
                if (row.runs().stream().anyMatch(run -> run.state().isTerminal())) {
                    signs.add(
                            diverged > 0,
                            "%s, %s: %s of %s runs diverged"
                                    .formatted(
                                            group.title(),
                                            row.label(),
                                            diverged,
                                            row.runs().size()));
                }
            }
        }
        return signs.diagnostic(
                new Signs.Kind(
                        "diverged", "DICE or another method diverged", "a run whose loss became NaN or infinite"),
                Result.FOUND,
                "finished runs",
                "the authors' DICE term overflows single precision for a discriminator logit below -88.7: lower its learning rate; for"
                        + " others lower λ or the learning rate. The same seed diverges again");
    }

    private Diagnostic dead() {
        Signs signs = new Signs();
        members((where, run) -> {
            if (!Double.isNaN(run.dead())) {
                signs.add(
                        run.dead() > DEAD,
                        where + ": " + Scale.PERCENT.show(run.dead())
                                + " % of test images without a map of two members");
            }
        });
        return signs.diagnostic(
                new Signs.Kind(
                        "dead-maps",
                        "Saliency maps are dead",
                        "cosine exactly zero or undefined on more than 5 % of test images"),
                Result.FOUND,
                "stored cosines of saliency maps",
                "ReLU has cut the whole map away or the crop left one pixel: a cosine of dead maps is 0 whatever the members look at, so"
                        + " it must not be read as diversity");
    }

    private Diagnostic certain() {
        Signs signs = new Signs();
        members((where, run) -> signs.add(
                run.certain() > CERTAIN,
                where + ": " + Scale.PERCENT.show(run.certain())
                        + " % of test images have confidence 1 in single precision"));
        return signs.diagnostic(
                new Signs.Kind(
                        "certain",
                        "Calibration error is dominated by confidence 1.0",
                        "more than 10 % of test images with a confidence that single precision rounds to 1"),
                Result.FOUND,
                "stored predictions on the test set",
                "the authors' ECE leaves these images out: read ece, not ece_paper, and NLL; softmax scores tie on them, so detect by"
                        + " logits");
    }

    // --- what they look at ----------------------------------------------------------------------------------------

    /** Two rows on one endpoint, means of the seeds that both have. */
    private record Pair(MethodRow row, Paired paired) {
        static Optional<Pair> of(Group group, MethodRow row, MethodRow other, Endpoint endpoint) {
            Paired paired = Paired.of(endpoint.of(row, group.seeds()), endpoint.of(other, group.seeds()));
            return paired.size() == 0 ? Optional.empty() : Optional.of(new Pair(row, paired));
        }

        double mine() {
            return Sample.mean(paired.first());
        }

        double theirs() {
            return Sample.mean(paired.second());
        }

        double difference() {
            return Sample.mean(Sample.differences(paired.first(), paired.second()));
        }
    }

    private void eachAgainstDe(String metric, BiConsumer<Group, Pair> look) {
        for (Group group : analysis.groups()) {
            Optional<Endpoint> endpoint = quality(group, metric);
            Optional<MethodRow> de = group.row("de");
            if (endpoint.isPresent() && de.isPresent()) {
                diversified(group).forEach(row -> Pair.of(group, row, de.get(), endpoint.get())
                        .ifPresent(pair -> look.accept(group, pair)));
            }
        }
    }

    /** SDDE's rows, without that of λ = 0, which is DE. */
    private static List<MethodRow> diversified(Group group) {
        return group.rows().stream()
                .filter(row ->
                        row.method().name().equals("sdde") && row.lambda().orElse(1) > 0)
                .toList();
    }

    private static Optional<Endpoint> quality(Group group, String metric) {
        return group.testSet()
                .map(set -> new Endpoint(
                        metric, metric, metric, List.of(set), ScoreKey.NO_AGGREGATOR, false, true, Scale.PLAIN));
    }

    /** Every run whose logits are stored, of the rows that are shown. */
    private void members(BiConsumer<String, RunLogits> look) {
        for (Group group : analysis.groups()) {
            analysis.logits().of(group, analysis.options()).forEach((label, row) -> row.runs()
                    .forEach(run -> look.accept("%s, %s, seed %s".formatted(group.title(), label, run.seed()), run)));
        }
    }
}
