package sdde.evaluate.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.calibration.BestTemperature;
import sdde.evaluate.calibration.Bins;
import sdde.golden.GoldenCase;
import sdde.report.statistics.Interval;
import sdde.report.statistics.Wilson;

/** Golden cases of calibration, detection and selection. */
public final class MetricChecks {
    private static final Pattern RATE = Pattern.compile("/fpr_at_tpr([0-9.]+)_(ood|id)_positive");

    private MetricChecks() {}

    public static void calibration(GoldenCase golden) {
        Forecast forecast = probabilities(golden);
        int bins = golden.integers("/n_bins")[0];

        golden.check("/accuracy", new Accuracy().of(forecast));
        golden.check(
                "/mean_confidence",
                IntStream.range(0, forecast.size())
                        .mapToDouble(forecast::confidence)
                        .average()
                        .orElse(Double.NaN));
        for (Bins.Closed closed : Bins.Closed.values()) {
            String side = closed == Bins.Closed.LEFT ? "_left_closed" : "_right_closed";
            golden.check("/ece" + side, new Ece(bins, closed).of(forecast));
            golden.check("/mce" + side, new Mce(bins, closed).of(forecast));
            golden.check("/classwise_ece" + side, new EceClasswise(bins, closed).of(forecast));
            golden.check("/classwise" + side, classwise(forecast, bins, closed));
            checkDiagram(golden, "/bins" + side, forecast.topLabel(Bins.equalWidth(bins, closed)));
        }
        golden.check("/adaptive_ece_equal_count", EqualCount.errorInOrder(forecast, bins));
        golden.check(
                "/adaptive_bin_counts",
                IntStream.range(0, bins)
                        .mapToDouble(k -> EqualCount.count(forecast.size(), bins, k))
                        .toArray());
        golden.check("/adaptive_ece_equal_mass_boundaries_uc", new EceAdaptive(bins).of(forecast));
        golden.check("/adaptive_uc_upper_edges", EqualCount.upperEdges(forecast, bins));
        checkSquared(golden, forecast, bins);
        checkBrier(golden, forecast, bins);
    }

    private static void checkDiagram(GoldenCase golden, String list, Bins bins) {
        for (int k = 0; k < bins.size(); k++) {
            double hits = bins.count(k) == 0 ? 0 : Math.rint(bins.hitRate(k) * bins.count(k));
            Interval interval = Wilson.of(hits, bins.count(k), 0.95);
            golden.check(list + "/" + k + "/bin", k);
            golden.check(list + "/" + k + "/count", bins.count(k));
            golden.check(list + "/" + k + "/mean_conf", bins.meanScore(k));
            golden.check(list + "/" + k + "/acc", bins.hitRate(k));
            golden.check(list + "/" + k + "/wilson95", interval.low(), interval.high());
        }
    }

    private static void checkSquared(GoldenCase golden, Forecast forecast, int bins) {
        Bins width = forecast.topLabel(Bins.equalWidth(bins, Bins.Closed.RIGHT));
        Bins mass = forecast.topLabel(EqualCount.bins(forecast, bins));

        golden.check("/l2_ce_plugin_equal_width", Math.sqrt(width.reliability()));
        golden.check("/l2_ce_debiased_equal_width", Math.sqrt(Math.max(0, width.debiasedSquaredError())));
        golden.check("/l2_ce_debiased_squared_unclipped_equal_width", width.debiasedSquaredError());
        golden.check("/l2_ce_plugin_equal_mass", Math.sqrt(mass.reliability()));
        golden.check("/l2_ce_debiased_equal_mass", new EceDebiased(bins).of(forecast));
    }

    private static void checkBrier(GoldenCase golden, Forecast forecast, int bins) {
        double[] confidences = IntStream.range(0, forecast.size())
                .mapToDouble(forecast::confidence)
                .sorted()
                .distinct()
                .toArray();

        golden.check("/brier_sum", new Brier().of(forecast));
        checkParts(
                golden,
                "/brier_top_label_decomposition_right_closed",
                forecast.topLabel(Bins.equalWidth(bins, Bins.Closed.RIGHT)));
        checkParts(
                golden,
                "/brier_top_label_decomposition_exact_values",
                forecast.topLabel(new Bins(confidences, Bins.Closed.RIGHT)));
        checkClasses(golden, forecast, bins);
    }

    private static void checkParts(GoldenCase golden, String place, Bins bins) {
        golden.check(place + "/reliability", bins.reliability());
        golden.check(place + "/resolution", bins.resolution());
        golden.check(place + "/uncertainty", bins.uncertainty());
        golden.check(place + "/within_bin_variance", bins.withinVariance());
        golden.check(place + "/within_bin_covariance", bins.withinCovariance());
        golden.check(place + "/brier", bins.reliability() - bins.resolution() + bins.uncertainty() + bins.withinBins());
    }

    private static void checkClasses(GoldenCase golden, Forecast forecast, int bins) {
        String place = "/brier_sum_decomposition_per_class_summed";
        ToDoubleFunction<BrierPart.Part> part = which -> new BrierPart(which, bins).of(forecast);
        double reliability = part.applyAsDouble(BrierPart.Part.RELIABILITY);
        double resolution = part.applyAsDouble(BrierPart.Part.RESOLUTION);
        double uncertainty = part.applyAsDouble(BrierPart.Part.UNCERTAINTY);
        double within = part.applyAsDouble(BrierPart.Part.WITHIN_BINS);

        golden.check(place + "/reliability", reliability);
        golden.check(place + "/resolution", resolution);
        golden.check(place + "/uncertainty", uncertainty);
        golden.check(place + "/within_bin_variance", overClasses(forecast, bins, Bins::withinVariance));
        golden.check(place + "/within_bin_covariance", overClasses(forecast, bins, Bins::withinCovariance));
        golden.check(place + "/brier", reliability - resolution + uncertainty + within);
    }

    private static double overClasses(Forecast forecast, int bins, ToDoubleFunction<Bins> part) {
        return IntStream.range(0, forecast.classes())
                .mapToDouble(
                        c -> part.applyAsDouble(forecast.oneAgainstRest(c, Bins.equalWidth(bins, Bins.Closed.RIGHT))))
                .sum();
    }

    private static double[] classwise(Forecast forecast, int bins, Bins.Closed closed) {
        double[] errors = new double[forecast.classes()];
        Arrays.setAll(errors, c -> forecast.oneAgainstRest(c, Bins.equalWidth(bins, closed))
                .expectedError());
        return errors;
    }

    private static Forecast probabilities(GoldenCase golden) {
        return Forecast.of(golden.numbers("/probs"), golden.shape("/probs")[1], golden.integers("/labels"));
    }

    public static void logits(GoldenCase golden) {
        int[] labels = golden.integers("/labels");
        double best = BestTemperature.fit(outputs(golden, 1), Pooling.MEAN_LOGITS, labels);
        Forecast plain = Forecast.of(outputs(golden, 1), Pooling.MEAN_LOGITS, labels);

        golden.check("/nll", nll(golden, 1, labels));
        golden.check(
                "/nll_per_sample",
                IntStream.range(0, labels.length)
                        .mapToDouble(b -> -plain.labelLogProbability(b))
                        .toArray());
        golden.check("/T", best);
        golden.check("/nll_at_T", nll(golden, best, labels));
        for (String pointer : golden.expected("nll_at_T[0-9.]+")) {
            golden.check(pointer, nll(golden, Double.parseDouble(pointer.substring("/nll_at_T".length())), labels));
        }
    }

    private static double nll(GoldenCase golden, double temperature, int[] labels) {
        return new Nll().of(Forecast.of(outputs(golden, temperature), Pooling.MEAN_LOGITS, labels));
    }

    private static Outputs outputs(GoldenCase golden, double temperature) {
        int[] shape = golden.shape("/logits");
        double[] scaled = Arrays.stream(golden.numbers("/logits"))
                .map(z -> z / temperature)
                .toArray();
        return new Outputs(1, shape[0], shape[1], scaled);
    }

    public static void detection(GoldenCase golden) {
        double[] id = confidence(golden, "/scores_id");
        double[] ood = confidence(golden, "/scores_ood");
        Detection detection = Detection.of(id, ood);

        for (String metric : new String[] {"auroc", "aupr_in", "aupr_out"}) {
            golden.check("/" + metric, Judged.score(metric, detection));
        }
        golden.check("/base_rate_ood", (double) ood.length / (id.length + ood.length));
        for (String pointer : golden.expected("fpr_at_tpr.*")) {
            golden.check(pointer, rate(pointer).of(detection));
        }
    }

    /** The golden scores are higher for more out-of-distribution, ours for less. */
    private static double[] confidence(GoldenCase golden, String pointer) {
        return Arrays.stream(golden.numbers(pointer)).map(score -> -score).toArray();
    }

    private static FalsePositiveRate rate(String pointer) {
        Matcher parts = RATE.matcher(pointer);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no such rate: " + pointer);
        }
        Detection.Positive positive = parts.group(2).equals("id") ? Detection.Positive.ID : Detection.Positive.OOD;
        return new FalsePositiveRate(positive, Double.parseDouble(parts.group(1)), false);
    }

    public static void selection(GoldenCase golden) {
        double[] confidence = golden.numbers("/confidence");
        int[] errors = golden.integers("/error");
        boolean[] wrong = new boolean[errors.length];
        IntStream.range(0, wrong.length).forEach(b -> wrong[b] = errors[b] == 1);
        Selection selection = Selection.of(confidence, wrong);
        double[] perfect = Arrays.stream(errors).mapToDouble(e -> -e).toArray();

        checkAreas(golden, "/tie_aware", selection);
        checkAreas(golden, "/stable_order", Selection.inOrder(confidence, wrong));
        checkAreas(golden, "/optimal", Selection.of(perfect, wrong));
        golden.check("/e_aurc_mean", new ExcessAurc().of(selection));
        golden.check(
                "/risk_curve_tie_aware",
                IntStream.range(0, wrong.length).mapToDouble(selection::risk).toArray());
        golden.check("/error_rate", selection.risk(wrong.length - 1));
        golden.check(
                "/auroc_failure",
                Judged.score("auroc", Detection.of(only(confidence, wrong, false), only(confidence, wrong, true))));
        for (String level : golden.children("/risk_at_cov")) {
            golden.check("/risk_at_cov/" + level, selection.riskAt(Double.parseDouble(level)));
        }
        for (String level : golden.children("/cov_at_risk")) {
            golden.check("/cov_at_risk/" + level, selection.coverageAt(Double.parseDouble(level)));
        }
    }

    private static void checkAreas(GoldenCase golden, String place, Selection selection) {
        golden.check(place + "/aurc_mean", new Aurc().of(selection));
        golden.check(place + "/augrc_mean", new Augrc().of(selection));
        golden.check(place + "/aurc_tu", new AurcTrapezoid().of(selection));
        golden.check(place + "/augrc_tu", new AugrcTrapezoid(false).of(selection));
        golden.check(place + "/augrc_trapezoid_from_0", new AugrcTrapezoid(true).of(selection));
    }

    private static double[] only(double[] confidence, boolean[] wrong, boolean which) {
        return IntStream.range(0, wrong.length)
                .filter(b -> wrong[b] == which)
                .mapToDouble(b -> confidence[b])
                .toArray();
    }
}
