package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.run.RunSpec;
import sdde.run.StepTimes;

class EstimatorTest {
    private static final String SWEEP =
            """
            sweep: a
            grid: {dataset: mnist, ensemble_size: 5, seed: 1..4, method: de}
            set: {train.epochs: 2, ood.near: [], ood.far: [], ood.validation: []}
            """;
    /** 10 steps of 128, 100 to validate, 1000 to test. */
    private static final RunFacts FACTS = new RunFacts() {
        @Override
        public long images(Choice dataset, String split) {
            return Map.of("train", 1280L, "validation", 100L, "test", 1000L).getOrDefault(split, 0L);
        }

        @Override
        public Size size(RunSpec spec) {
            return new Size(62_006, 10, 84);
        }
    };

    @TempDir
    private Path folder;

    private Plan plan() {
        return new PlanText(folder).plan(SWEEP);
    }

    private static StepTimes took(RunSpec spec, double seconds) {
        return () -> List.of(new StepTimes.Taken(spec, seconds, Double.NaN));
    }

    private RunSpec other(String method) {
        return new PlanText(folder)
                .plan(SWEEP.replace("method: de", "method: " + method))
                .runs()
                .get(0)
                .spec();
    }

    @Test
    void countsEpochsStepsValidationAndPredictions() {
        RunSpec spec = plan().runs().get(0).spec();

        Estimate estimate = new Estimator(FACTS, took(spec, 0.5), StepTimes.NONE).of(plan(), 3);

        double slower = 0.5 / CostModel.step(spec).orElseThrow();
        double forward = slower * CostModel.forward(spec).orElseThrow();
        double prediction = slower * CostModel.prediction(spec).orElseThrow();
        double evaluation = slower * 1100 * CostModel.evaluation(spec, 84);
        // start, steps, validation, features of training images, predictions, the numbers made of them
        double run = 3 + 2 * 10 * 0.5 + (2 * 100 + 1280) * forward + 1100 * prediction + evaluation;
        assertThat(estimate.longest()).isCloseTo(run, within(1e-9));
        assertThat(estimate.work()).isCloseTo(4 * run, within(1e-9));
        assertThat(estimate.wall()).as("three end together").isCloseTo(4 * run / 3 + 2 * evaluation, within(1e-9));
        assertThat(estimate.atATime()).isEqualTo(3);
        assertThat(estimate.bases()).isEqualTo(Map.of(Estimate.Basis.MEASURED, 4));
    }

    @Test
    void noMoreRunsAtATimeThanThereAre() {
        Estimate estimate = new Estimator(FACTS, StepTimes.NONE, StepTimes.NONE).of(plan(), 64);

        assertThat(estimate.atATime()).isEqualTo(4);
        double evaluation = 1100 * CostModel.evaluation(plan().runs().get(0).spec(), 84);
        assertThat(estimate.wall())
                .as("four end together")
                .isCloseTo(estimate.longest() + 3 * evaluation, within(1e-9));
        assertThat(estimate.bases()).containsOnlyKeys(Estimate.Basis.MODEL);
    }

    @Test
    void aMachineTwiceAsSlowIsTwiceAsSlowForOtherMethodsToo() {
        RunSpec sdde = other("sdde");
        double slow = 2 * CostModel.step(sdde).orElseThrow();

        Estimate scaled = new Estimator(FACTS, took(sdde, slow), StepTimes.NONE).of(plan(), 1);
        Estimate shipped = new Estimator(FACTS, StepTimes.NONE, StepTimes.NONE).of(plan(), 1);

        assertThat(scaled.bases()).containsOnlyKeys(Estimate.Basis.SCALED);
        assertThat(scaled.work() - 4 * 3).isCloseTo(2 * (shipped.work() - 4 * 3), within(1e-9));
    }

    @Test
    void measuredRunsCountMoreThanTimedSteps() {
        RunSpec spec = plan().runs().get(0).spec();

        assertThat(new Estimator(FACTS, took(spec, 1), took(spec, 9))
                        .of(plan(), 1)
                        .bases())
                .containsOnlyKeys(Estimate.Basis.MEASURED);
        assertThat(new Estimator(FACTS, took(other("sdde"), 1), took(spec, 9))
                        .of(plan(), 1)
                        .bases())
                .containsOnlyKeys(Estimate.Basis.CALIBRATED);
    }

    @Test
    void theDiskHoldsWeightsAndPredictions() {
        long bytes = new Estimator(FACTS, StepTimes.NONE, StepTimes.NONE)
                .of(plan(), 1)
                .bytes();

        long perRun = 5 * 62_006 * 4 + 20_000 + Math.round(1100 * (5 * (4 * 10 + 2 * 84) + 20) * 0.8);
        assertThat(bytes).isEqualTo(4 * perRun);
    }

    @Test
    void aNetworkThatNobodyKnowsHasNoEstimate() {
        RunSpec spec = plan().runs().get(0).spec();
        RunSpec unknown =
                new RunSpec(spec.dataset(), Choice.of("new-net"), spec.method(), spec.ensembleSize(), 1, spec.train());

        assertThat(CostModel.step(unknown)).isEmpty();
    }

    @Test
    void widerNetworksAndLargerEnsemblesCostMore() {
        RunSpec spec = plan().runs().get(0).spec();
        RunSpec narrow = with(spec, 8, 3);

        assertThat(CostModel.step(with(spec, 8, 6)).orElseThrow())
                .isCloseTo(2 * CostModel.step(narrow).orElseThrow(), within(1e-12));
        assertThat(CostModel.step(with(spec, 16, 3)).orElseThrow())
                .isGreaterThan(2.5 * CostModel.step(narrow).orElseThrow())
                .isLessThan(4 * CostModel.step(narrow).orElseThrow());
    }

    private static RunSpec with(RunSpec spec, int width, int members) {
        Choice network = Choice.of("resnet18-32", Map.of("width", width));
        return new RunSpec(spec.dataset(), network, spec.method(), members, 1, spec.train());
    }
}
