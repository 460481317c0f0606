package sdde.evaluate.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.calibration.BestTemperature;
import sdde.evaluate.calibration.Bins;
import sdde.golden.GoldenCase;

class ForecastStatisticsGoldenTest {
    @Test
    void calibrationAgreesWithOtherLibraries() {
        for (GoldenCase golden : GoldenCase.all("calibration.json", "probs")) {
            Forecast forecast = probabilities(golden);
            int bins = golden.integers("/n_bins")[0];

            golden.check("/accuracy", new Accuracy().of(forecast));
            golden.check("/ece_left_closed", new Ece(bins, Bins.Closed.LEFT).of(forecast));
            golden.check("/ece_right_closed", new Ece(bins, Bins.Closed.RIGHT).of(forecast));
            golden.check("/adaptive_ece_equal_mass_boundaries_uc", new EceAdaptive(bins).of(forecast));
            golden.check("/classwise_ece_left_closed", new EceClasswise(bins, Bins.Closed.LEFT).of(forecast));
            golden.check("/classwise_ece_right_closed", new EceClasswise(bins, Bins.Closed.RIGHT).of(forecast));
            golden.check("/classwise_left_closed", classwise(forecast, bins, Bins.Closed.LEFT));
            golden.check("/classwise_right_closed", classwise(forecast, bins, Bins.Closed.RIGHT));
            golden.check("/brier_sum", new Brier().of(forecast));
        }
    }

    @Test
    void theBrierScoreIsTheSumOfItsParts() {
        for (GoldenCase golden : GoldenCase.all("calibration.json", "probs")) {
            Forecast forecast = probabilities(golden);
            int bins = golden.integers("/n_bins")[0];
            ToDoubleFunction<BrierPart.Part> part = which -> new BrierPart(which, bins).of(forecast);
            double reliability = part.applyAsDouble(BrierPart.Part.RELIABILITY);
            double resolution = part.applyAsDouble(BrierPart.Part.RESOLUTION);
            double uncertainty = part.applyAsDouble(BrierPart.Part.UNCERTAINTY);
            double within = part.applyAsDouble(BrierPart.Part.WITHIN_BINS);
            String parts = "/brier_sum_decomposition_per_class_summed";

            golden.check(parts + "/reliability", reliability);
            golden.check(parts + "/resolution", resolution);
            golden.check(parts + "/uncertainty", uncertainty);
            golden.check(parts + "/brier", reliability - resolution + uncertainty + within);
        }
    }

    @Test
    void reliabilityDiagramsAgree() {
        for (GoldenCase golden : GoldenCase.all("calibration.json", "probs")) {
            Forecast forecast = probabilities(golden);
            int bins = golden.integers("/n_bins")[0];
            for (Bins.Closed closed : Bins.Closed.values()) {
                Bins counted = Bins.equalWidth(bins, closed);
                for (int b = 0; b < forecast.size(); b++) {
                    counted.add(forecast.confidence(b), forecast.isRight(b));
                }
                String list = closed == Bins.Closed.LEFT ? "/bins_left_closed" : "/bins_right_closed";
                for (int k = 0; k < bins; k++) {
                    golden.check(list + "/" + k + "/count", counted.count(k));
                    golden.check(list + "/" + k + "/mean_conf", counted.meanScore(k));
                    golden.check(list + "/" + k + "/acc", counted.hitRate(k));
                }
            }
        }
    }

    @Test
    void lossAndBestTemperatureAgreeWithTorchAndSciPy() {
        for (GoldenCase golden : GoldenCase.all("calibration.json", "logits")) {
            int[] labels = golden.integers("/labels");
            double best = BestTemperature.fit(outputs(golden, 1), Pooling.MEAN_LOGITS, labels);

            golden.check("/nll", nll(golden, 1, labels));
            if (golden.expects("/T")) {
                golden.check("/T", best);
            }
            if (golden.expects("/nll_at_T") && best > 0 && Double.isFinite(best)) {
                golden.check("/nll_at_T", nll(golden, best, labels));
            }
            for (String pointer : golden.expected("nll_at_T[0-9.]+")) {
                golden.check(pointer, nll(golden, Double.parseDouble(pointer.substring(9)), labels));
            }
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

    private static Forecast probabilities(GoldenCase golden) {
        return Forecast.of(golden.numbers("/probs"), golden.shape("/probs")[1], golden.integers("/labels"));
    }

    private static double[] classwise(Forecast forecast, int bins, Bins.Closed closed) {
        double[] errors = new double[forecast.classes()];
        Arrays.setAll(errors, c -> forecast.oneAgainstRest(c, Bins.equalWidth(bins, closed))
                .expectedError());
        return errors;
    }
}
