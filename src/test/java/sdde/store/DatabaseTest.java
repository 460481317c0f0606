package sdde.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.evaluate.Measurement;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.StepTimes;

class DatabaseTest {
    private static final RunSpec DE = Folders.de(1);
    private static final RunSpec SDDE = Folders.sdde(0.005, 1);

    @TempDir
    Path folder;

    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    private Home home() {
        return new Home(folder);
    }

    @Test
    void aPlanMakesItsMembersPlannedRuns() {
        database.recordPlan(Folders.plan("first", SDDE, DE));
        database.recordPlan(Folders.plan("first", SDDE, DE));

        assertThat(database.counts())
                .containsEntry("sweep", 1L)
                .containsEntry("run", 2L)
                .containsEntry("sweep_run", 2L)
                .containsEntry("sweep_eval_set", 4L);
        assertThat(database.runs(List.of(SDDE.id())))
                .containsExactly(new StoredRun(SDDE.id(), SDDE, RunState.PLANNED, null, 0, null, null, null));
        assertThat(database.query("SELECT sweep, expanded, merged, excluded FROM sweep"))
                .isEqualTo(new Table(
                        List.of("sweep", "expanded", "merged", "excluded"), List.of(List.of("first", 4, 1, 1))));
        assertThat(database.query("SELECT DISTINCT eval_set, role FROM sweep_eval_set ORDER BY role")
                        .rows())
                .containsExactly(List.of("fashion-mnist/test", "ood-near"), List.of("mnist/test", "test"));
    }

    @Test
    void aPlanDoesNotSetBackARunThatIsKnown() {
        database.recordRun(Folders.succeeded(home(), DE));

        database.recordPlan(Folders.plan("first", DE));

        assertThat(database.runs(List.of(DE.id())).get(0).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aRunIsStoredAsItsFolderSays() {
        database.recordRun(Folders.succeeded(home(), SDDE));

        assertThat(database.runs(List.of(SDDE.id())))
                .containsExactly(
                        new StoredRun(SDDE.id(), SDDE, RunState.SUCCEEDED, null, 2, 2, "a".repeat(64), "b".repeat(64)));
        assertThat(database.attempts(List.of(SDDE.id())))
                .containsExactly(
                        new StoredAttempt(
                                SDDE.id(), 1, "TRAIN", "cpu", 1, 1_500L, 1.4, "FAILED", "exit code 134 (SIGABRT)"),
                        new StoredAttempt(SDDE.id(), 2, "TRAIN", "cpu", 1, 1_500L, 1.4, "SUCCEEDED", null));
        assertThat(database.epochMetrics(List.of(SDDE.id())).get(SDDE.id()))
                .containsExactly(
                        new EpochMetric(1, "seconds", 2.5, 2_001),
                        new EpochMetric(1, "train/loss", 1.0, 2_001),
                        new EpochMetric(1, "validation/accuracy", 0.6, 2_001),
                        new EpochMetric(2, "seconds", 2.5, 2_002),
                        new EpochMetric(2, "train/loss", 0.5, 2_002),
                        new EpochMetric(2, "validation/accuracy", 0.7, 2_002));
        assertThat(database.provenance(SDDE.id(), 0))
                .isEqualTo(Map.of("numerics", "1", "code.version", "0.1.0", "seeds", "[1,2]"));
        assertThat(database.provenance(SDDE.id(), 2)).isEqualTo(Map.of("host", "box", "libtorch", "2.7.1"));
        assertThat(database.query("SELECT path FROM artifact ORDER BY path").rows())
                .containsExactly(
                        List.of("predictions/mnist/test.npz"), List.of("result.json"), List.of("weights.safetensors"));
        assertThat(database.query("SELECT lambda, attempts, training_seconds FROM v_run")
                        .rows())
                .containsExactly(List.of(0.005, 2L, 5.0));
    }

    @Test
    void recordingARunAgainChangesNothing() {
        RunFiles files = Folders.succeeded(home(), DE);
        database.recordRun(files);
        Map<String, Long> once = database.counts();

        database.recordRun(files);

        assertThat(database.counts()).isEqualTo(once);
    }

    @Test
    void theFirstEventOfAMetricAndEpochCounts() {
        RunFiles files = Folders.succeeded(home(), DE);
        new sdde.run.EventLog(files.events())
                .append(sdde.run.RunEvent.of(
                        9_000, "epoch", Map.of("epoch", 1, "metrics", Map.of("train/loss", 77.0, "train/ce", 0.5))));

        database.recordRun(files);

        assertThat(database.query("SELECT score, recorded FROM epoch_metric WHERE epoch = 1 AND metric = 'train/loss'")
                        .rows())
                .containsExactly(List.of(1.0, 2_001L));
        assertThat(database.query("SELECT recorded FROM epoch_metric WHERE metric = 'train/ce'")
                        .rows())
                .containsExactly(List.of(9_000L));
    }

    @Test
    void notANumberIsNullForSqlAndNaNForJavaAndInfinityStays() {
        database.recordRun(Folders.diverged(home(), DE));
        database.recordMeasurements(DE.id(), Folders.measurements(0.5));

        assertThat(database.query("SELECT metric FROM epoch_metric WHERE score IS NULL")
                        .rows())
                .containsExactly(List.of("train/loss"));
        assertThat(database.epochMetrics(List.of(DE.id())).get(DE.id()))
                .containsExactly(
                        new EpochMetric(1, "train/diversity", Double.POSITIVE_INFINITY, 2_001),
                        new EpochMetric(1, "train/loss", Double.NaN, 2_001));
        assertThat(database.measurements(List.of(DE.id())).get(DE.id()))
                .contains(new Measurement("mnist/test", "-", "mean-logits", "ece", Double.NaN));
        assertThat(database.query("SELECT state, reason FROM v_failures").rows())
                .containsExactly(List.of("DIVERGED", "loss is NaN in epoch 1"));
    }

    @Test
    void measurementsReplaceThoseOfTheSameSetsOnly() {
        database.recordPlan(Folders.plan("first", DE));
        database.recordMeasurements(DE.id(), Folders.measurements(0.5));

        database.recordMeasurements(DE.id(), List.of(new Measurement("mnist/test", "-", "none", "accuracy", 0.75)));

        assertThat(database.measurements(List.of(DE.id())).get(DE.id()))
                .containsExactly(
                        new Measurement("fashion-mnist/test", "logit-average", "none", "auroc", 0.97),
                        new Measurement("mnist/test", "-", "none", "accuracy", 0.75));
        assertThat(database.measuredSets(DE.id())).containsExactly("fashion-mnist/test", "mnist/test");
        assertThat(database.query("SELECT eval_set, accuracy, auroc FROM v_measurement_wide ORDER BY eval_set")
                        .rows())
                .containsExactly(
                        java.util.Arrays.asList("fashion-mnist/test", null, 0.97),
                        java.util.Arrays.asList("mnist/test", 0.75, null));
    }

    /** For estimates: only a run that one attempt brought to its end says how long its steps are. */
    @Test
    void stepTimesAreThoseOfRunsThatSucceededAtOnce() {
        RunSpec timed = Folders.de(7);
        database.recordRun(Folders.timed(home(), timed));
        database.recordRun(Folders.succeeded(home(), DE)); // in its second attempt
        database.recordRun(Folders.diverged(home(), SDDE));

        assertThat(database.stepTimes()).containsExactly(new StepTimes.Taken(timed, 0.1, 14.0));
    }

    @Test
    void manyRowsGoInBatches() {
        database.recordPlan(Folders.plan("first", DE));
        List<Measurement> many = java.util.stream.IntStream.range(0, 2500)
                .mapToObj(i -> new Measurement("mnist/test", "-", "none", "m" + i, i))
                .toList();

        database.recordMeasurements(DE.id(), many);

        assertThat(database.counts()).containsEntry("measurement", 2500L);
    }

    @Test
    void aWrongQueryIsTheUsersErrorInOneLine() {
        assertThatThrownBy(() -> database.query("SELECT x FROM nowhere"))
                .isInstanceOf(UserError.class)
                .hasMessage("sql: table \"NOWHERE\" not found");
    }

    @Test
    void theBestMethodIsByTheMeanOverSeeds() {
        record(Folders.de(1), 0.9);
        record(Folders.de(2), 0.7);
        record(Folders.sdde(0.005, 1), 0.85);
        database.query("UPDATE run SET ensemble_size = 3"); // methods are compared at equal size

        assertThat(database.query("SELECT metric, method, seeds, mean_score FROM v_best"
                                + " WHERE eval_set = 'mnist/test' ORDER BY metric")
                        .rows())
                .containsExactly(List.of("accuracy", "sdde", 1L, 0.85), List.of("nll", "de", 2L, 0.25));
    }

    private void record(RunSpec spec, double accuracy) {
        database.recordRun(Folders.succeeded(home(), spec));
        database.recordMeasurements(spec.id(), Folders.measurements(accuracy));
    }

    @Test
    void whatIsNotedAgainWhileItIsSentStays() {
        database.enqueue("first", "a", 1);
        database.enqueue("first", "b", 2);
        OutboxItem a = database.outbox("first").get(0);
        database.undelivered(a, "HTTP 503");
        assertThat(database.outbox("first")).extracting(OutboxItem::item).containsExactly("b", "a");
        database.enqueue("first", "a", 3);

        database.delivered(a);

        assertThat(database.outbox("first"))
                .containsExactly(new OutboxItem("first", "b", 2, 0, null), new OutboxItem("first", "a", 3, 0, null));
        database.delivered(database.outbox("first").get(0));
        assertThat(database.outbox("first")).hasSize(1);
    }
}
