package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Execution;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Home;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.executor.Inline;
import sdde.schedule.executor.Slot;

@Timeout(90)
class SchedulerTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void openHome() {
        home = new Home(folder.resolve("a'; echo foo"));
    }

    @Test
    void promotesTheOutputsOfEveryRunAndItsResultLast() {
        Member a = Sweeps.member("good", 1, 2, Sweeps.TEST, Sweeps.OOD);
        Member b = Sweeps.member("good", 2, 2, Sweeps.TEST);

        Summary summary = run(2, 0, a, b);

        assertThat(summary.states()).isEqualTo(Map.of(a, RunState.SUCCEEDED, b, RunState.SUCCEEDED));
        assertThat(files(a).weights()).hasContent("weights of seed 1");
        assertThat(files(a).predictions("fashion-mnist/test")).hasContent("predictions on fashion-mnist/test");
        assertThat(Json.read(files(a).result(), Result.class))
                .isEqualTo(new Result(RunState.SUCCEEDED, 1, 2, "ab", "cd", "ef", null));
        assertThat(files(a).trainingFeatures()).hasContent("features after TRAIN");
        assertThat(Json.read(files(a).run(), FrozenRun.class)).isEqualTo(Sweeps.freeze(a.spec()));
        assertThat(files(a).attempt(1).checkpoint()).doesNotExist();
        assertThat(states(a)).containsExactly("LEASED 1", "RUNNING 1", "SUCCEEDED 1");
        assertThat(epochs(a)).containsExactly("1 [seconds, train/loss]", "2 [seconds, train/loss]");
    }

    @Test
    void skipsWhatIsFinishedAndKeepsThePlanOfTheFirstStart() {
        Member done = Sweeps.member("good", 1, 1);
        run(1, 0, done);
        FrozenPlan later = new FrozenPlan("a sweep", "", 2000, List.of(done), 1, 0, List.of(), "sweep: x # edited");

        Summary summary = run(1, 0, later, new ScheduleListener() {});

        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(files(done).attemptNumbers()).containsExactly(1);
        assertThat(Json.read(home.plans("a sweep").resolve(later.hash() + ".json"), FrozenPlan.class)
                        .time())
                .isEqualTo(1000);
    }

    @Test
    void startsInTheOrderOfTodaysPlanNotOfTheFirstStart() {
        Member a = Sweeps.member("good", 1, 1);
        Member b = Sweeps.member("good", 2, 1);
        List<Member> started = new ArrayList<>();
        ScheduleListener listener = new ScheduleListener() {
            @Override
            public void started(Member member, int attempt, String slot) {
                started.add(member);
            }
        };
        Scheduler.keep(home, Sweeps.plan(a, b));

        run(1, 0, Sweeps.plan(b, a), listener);

        assertThat(started).containsExactly(b, a);
    }

    @Test
    void onlyPredictsWhenAnEvaluationSetIsAdded() throws Exception {
        run(1, 0, Sweeps.member("good", 1, 1, Sweeps.TEST));
        Member more = Sweeps.member("good", 1, 1, Sweeps.TEST, Sweeps.OOD);
        byte[] result = Files.readAllBytes(files(more).result());

        Summary summary = run(1, 0, more);

        Job job = Json.read(files(more).attempt(2).job(), Job.class);
        assertThat(summary.states()).isEqualTo(Map.of(more, RunState.SUCCEEDED));
        assertThat(job.kind()).isEqualTo(Job.Kind.PREDICT);
        assertThat(job.evalSets()).containsExactly(Sweeps.OOD);
        assertThat(job.weights()).isEqualTo(files(more).weights().toString());
        assertThat(files(more).predictions("fashion-mnist/test")).exists();
        assertThat(files(more).result()).hasBinaryContent(result);
        assertThat(files(more).trainingFeatures()).hasContent("features after TRAIN");
    }

    @Test
    void predictingGivesAnOldRunTheTrainingFeaturesThatItLacks() throws Exception {
        run(1, 0, Sweeps.member("good", 1, 1, Sweeps.TEST));
        Member more = Sweeps.member("good", 1, 1, Sweeps.TEST, Sweeps.OOD);
        Files.delete(files(more).trainingFeatures());

        run(1, 0, more);

        assertThat(files(more).trainingFeatures()).hasContent("features after PREDICT");
    }

    @Test
    void failsACrashedRunWithItsLastWordsAndGoesOn() {
        Member bad = Sweeps.member("crash", 1, 1);
        Member good = Sweeps.member("good", 2, 1);

        Summary summary = run(1, 1, bad, good);

        Failure failure = failure(summary, bad);
        assertThat(summary.states()).isEqualTo(Map.of(bad, RunState.FAILED, good, RunState.SUCCEEDED));
        assertThat(failure.reason()).isEqualTo("crashed: exit code 3");
        assertThat(failure.firstError()).isEqualTo("java.lang.IllegalStateException: wheel 17 came off at /a/b1");
        assertThat(failure.log()).isEqualTo(files(bad).attempt(2).log());
        assertThat(states(bad))
                .containsExactly("LEASED 1", "RUNNING 1", "FAILED 1", "LEASED 2", "RUNNING 2", "FAILED 2");
    }

    @Test
    void doesNotRetryWhatItsWorkerRefused() {
        Member bad = Sweeps.member("refuse", 1, 1);

        Summary summary = run(1, 5, bad);

        assertThat(files(bad).attemptNumbers()).containsExactly(1);
        assertThat(failure(summary, bad).reason()).isEqualTo("was refused by its worker: exit code 2");
    }

    @Test
    void takesNoWorkersWordForResultsThatAreNotThere() {
        Member bad = Sweeps.member("lie", 1, 1);

        Summary summary = run(1, 0, bad);

        assertThat(failure(summary, bad).reason()).isEqualTo("ended without its results: exit code 0");
        assertThat(files(bad).result()).doesNotExist();
    }

    @Test
    void resumesAKilledWorkerFromItsCheckpointAndTellsEachEpochOnce() {
        Member run = Sweeps.member("die-once", 1, 4);
        List<String> heard = new ArrayList<>();

        Summary summary = run(1, 1, Sweeps.plan(run), new ScheduleListener() {
            @Override
            public void retrying(Member member, Failure failure) {
                heard.add(failure.reason());
            }
        });

        Job second = Json.read(files(run).attempt(2).job(), Job.class);
        assertThat(summary.states()).isEqualTo(Map.of(run, RunState.SUCCEEDED));
        assertThat(heard).containsExactly("crashed: exit code 137 (SIGKILL)");
        assertThat(second.resumeFrom())
                .isEqualTo(files(run).attempt(1).checkpoint().toString());
        assertThat(epochs(run)).extracting(epoch -> epoch.charAt(0)).containsExactly('1', '2', '3', '4');
        assertThat(Json.read(files(run).result(), Result.class).attempt()).isEqualTo(2);
    }

    @Test
    void startsNoMoreThanTheBudgetAllowsAndGoesOnNextTime() {
        Member a = Sweeps.member("good", 1, 1);
        Member b = Sweeps.member("crash", 2, 1);
        Member c = Sweeps.member("good", 3, 1);
        List<String> heard = new ArrayList<>();
        ScheduleListener listener = new ScheduleListener() {
            @Override
            public void notice(String text) {
                heard.add(text);
            }
        };

        Summary first = run(budget(Optional.empty(), OptionalInt.of(2)), Sweeps.plan(a, b, c), listener);

        assertThat(first.states()).isEqualTo(Map.of(a, RunState.SUCCEEDED, b, RunState.FAILED, c, RunState.PLANNED));
        assertThat(files(b).attemptNumbers()).hasSize(2); // the second try is no second run
        assertThat(first.budget()).isEqualTo("the 2 runs that the sweep's budget gives a start have begun");
        assertThat(heard).containsExactly(first.budget() + "; what is at work is finished, nothing more is started");
        assertThat(run(1, 0, a, c).states()).isEqualTo(Map.of(a, RunState.SUCCEEDED, c, RunState.SUCCEEDED));
    }

    @Test
    void startsNothingMoreWhenTheTimeOfTheBudgetIsOver() {
        Member a = Sweeps.member("good", 1, 1);
        Member b = Sweeps.member("good", 2, 1);

        Summary summary = run(
                budget(Optional.of(Duration.ofMillis(1)), OptionalInt.empty()),
                Sweeps.plan(a, b),
                new ScheduleListener() {});

        assertThat(summary.count(RunState.PLANNED)).isPositive();
        assertThat(summary.budget()).isEqualTo("the time of 0.001s that the sweep's budget gives a start is over");
        assertThat(summary.stopped()).isFalse();
    }

    @Test
    void aBudgetThatIsEnoughIsNotSpent() {
        Summary summary = run(
                budget(Optional.of(Duration.ofHours(1)), OptionalInt.of(1)),
                Sweeps.plan(Sweeps.member("good", 1, 1)),
                new ScheduleListener() {});

        assertThat(summary.budget()).isNull();
    }

    @Test
    void recordsADivergedRunAsAResult() {
        Member run = Sweeps.member("diverge", 1, 1);

        run(1, 2, run);
        Summary again = run(1, 2, run);

        assertThat(again.states()).isEqualTo(Map.of(run, RunState.DIVERGED));
        assertThat(again.skipped()).isEqualTo(1);
        assertThat(files(run).attemptNumbers()).containsExactly(1);
        assertThat(Json.read(files(run).result(), Result.class).reason()).isEqualTo("loss is NaN in epoch 2");
    }

    @Test
    void stopsLaunchingWhenThreeRunsFailTheSameWay() {
        Member[] bad = {
            Sweeps.member("crash", 1, 1), Sweeps.member("crash", 2, 1),
            Sweeps.member("crash", 3, 1), Sweeps.member("crash", 4, 1)
        };

        Summary summary = run(1, 0, bad);

        assertThat(summary.states().values())
                .containsExactly(RunState.FAILED, RunState.FAILED, RunState.FAILED, RunState.PLANNED);
        assertThat(summary.breaker())
                .isEqualTo("3 runs in a row failed the same way (exit code 3: java.lang.IllegalStateException: wheel # "
                        + "came off at PATH), so nothing more was started; mend the cause and start again");
    }

    @Test
    void checkpointsOnStopAndResumesAtTheNextStart() throws Exception {
        Member running = Sweeps.member("slow", 1, 20);
        Member left = Sweeps.member("slow", 2, 3);

        Summary stopped = stopAfterFirstEpoch(1, running, left);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.states()).isEqualTo(Map.of(running, RunState.CANCELLED, left, RunState.PLANNED));
        Summary resumed = run(2, 0, running, left);

        assertThat(resumed.count(RunState.SUCCEEDED)).isEqualTo(2);
        assertThat(Json.read(files(running).attempt(2).job(), Job.class).resumeFrom())
                .isNotNull();
        assertThat(epochs(running)).hasSize(20);
    }

    @Test
    void saysAtTheFirstRequestWhatItWaitsFor() throws Exception {
        List<String> heard = new ArrayList<>();
        try (HomeLock lock = HomeLock.take(home, "test")) {
            Scheduler scheduler = Sweeps.scheduler(lock, 1, 0);
            scheduler.run(Sweeps.plan(Sweeps.member("slow", 1, 40)), new ScheduleListener() {
                @Override
                public void event(Member member, RunEvent event) {
                    if (event.type().equals("start")) {
                        scheduler.stop();
                    }
                }

                @Override
                public void notice(String text) {
                    heard.add(text);
                }
            });
        }
        assertThat(heard)
                .first()
                .isEqualTo("stopping: 1 runs at work write a checkpoint first; a second time stops them at once");
    }

    @Test
    void stopsAWorkerThatDoesNotListenAtTheSecondRequest() throws Exception {
        Member deaf = Sweeps.member("deaf", 1, 400);

        Summary stopped = stopAfterFirstEpoch(2, deaf);

        assertThat(stopped.states()).isEqualTo(Map.of(deaf, RunState.CANCELLED));
        assertThat(new EventLog(files(deaf).events()).read())
                .last()
                .extracting(event -> event.data().get("reason"))
                .isEqualTo("stopped: exit code 137 (SIGKILL)");
    }

    @Test
    void finishesThePromotionThatAKilledOrchestratorLeftHalfDone() throws Exception {
        Member run = Sweeps.member("good", 1, 2, Sweeps.TEST, Sweeps.OOD);
        run(1, 0, run);
        List<RunEvent> events = new EventLog(files(run).events()).read();
        Files.delete(files(run).result());
        Files.move(files(run).predictions("mnist/test"), files(run).attempt(1).predictions("mnist/test"));
        List<String> lines = Files.readAllLines(files(run).events());
        String torn = lines.get(lines.size() - 1).substring(0, 20);
        Files.writeString(files(run).events(), String.join("\n", lines.subList(0, lines.size() - 1)) + "\n" + torn);

        Summary summary = run(1, 0, run);

        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(files(run).predictions("mnist/test")).hasContent("predictions on mnist/test");
        assertThat(Json.read(files(run).result(), Result.class))
                .isEqualTo(new Result(RunState.SUCCEEDED, 1, 2, "ab", "cd", "ef", null));
        assertThat(new EventLog(files(run).events()).read())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("time")
                .isEqualTo(events);
    }

    @Test
    void finishesAPromotionThatLackedOnlyTheResult() throws Exception {
        Member run = Sweeps.member("good", 1, 2);
        run(1, 0, run);
        byte[] result = Files.readAllBytes(files(run).result());
        Files.delete(files(run).result());

        Summary summary = run(1, 0, run);

        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(files(run).result()).hasBinaryContent(result);
        assertThat(files(run).attemptNumbers()).containsExactly(1);
    }

    @Test
    void makesADamagedResultAgainFromItsAttempt() throws Exception {
        Member run = Sweeps.member("good", 1, 2);
        run(1, 0, run);
        byte[] result = Files.readAllBytes(files(run).result());
        Files.writeString(files(run).result(), "{\"outcome\"");

        Summary summary = run(1, 0, run);

        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(files(run).result()).hasBinaryContent(result);
        assertThat(files(run).attemptNumbers()).containsExactly(1);
    }

    @Test
    void trainsAgainWhatHasNoWholeResultAnywhere() throws Exception {
        Member run = Sweeps.member("good", 1, 2);
        run(1, 0, run);
        Files.writeString(files(run).result(), "");
        Files.writeString(files(run).attempt(1).result(), "");

        Summary summary = run(1, 0, run);

        assertThat(summary.states()).isEqualTo(Map.of(run, RunState.SUCCEEDED));
        assertThat(Json.read(files(run).attempt(2).job(), Job.class).kind()).isEqualTo(Job.Kind.TRAIN);
        assertThat(Result.of(files(run)).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void givesTheNumberOfAnAttemptOnlyOnce() throws Exception {
        Member run = Sweeps.member("crash", 1, 1);
        run(1, 0, run);
        try (Stream<Path> all = Files.walk(files(run).attempts())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }

        run(1, 0, run);

        assertThat(files(run).attemptNumbers()).containsExactly(2);
        assertThat(states(run))
                .containsExactly("LEASED 1", "RUNNING 1", "FAILED 1", "LEASED 2", "RUNNING 2", "FAILED 2");
    }

    @Test
    void writesADamagedPlanAndADamagedRunFileAnew() throws Exception {
        Member run = Sweeps.member("crash", 1, 1);
        run(1, 0, run);
        FrozenPlan plan = Sweeps.plan(run);
        Path kept = home.plans(plan.sweep()).resolve(plan.hash() + ".json");
        Files.writeString(kept, "{");
        Files.writeString(files(run).run(), "{");

        run(1, 0, run);

        assertThat(Json.read(kept, FrozenPlan.class)).isEqualTo(plan);
        assertThat(Json.read(files(run).run(), FrozenRun.class)).isEqualTo(Sweeps.freeze(run.spec()));
    }

    @Test
    void whatAWorkerInThisProcessThrowsComesThroughUnwrapped() {
        Member run = Sweeps.member("inline", 1, 1);
        IllegalStateException fault = new IllegalStateException("shape (3, 1) at step 7");
        Scheduler.Settings settings =
                budget(Optional.empty(), OptionalInt.empty()).withSlots(List.of(Slot.here()));

        try (HomeLock lock = HomeLock.take(home, "a test")) {
            Inline inline = new Inline(attempt -> {
                throw fault;
            });
            Scheduler scheduler = new Scheduler(lock, inline, Sweeps::freeze, settings);

            assertThatThrownBy(() -> scheduler.run(Sweeps.plan(run), new ScheduleListener() {}))
                    .isSameAs(fault);
        }
        assertThat(run(1, 0, run).states()).isEqualTo(Map.of(run, RunState.SUCCEEDED));
    }

    /** @param times {@code stop()} is called */
    private Summary stopAfterFirstEpoch(int times, Member... members) throws Exception {
        try (HomeLock lock = HomeLock.take(home, "test")) {
            Scheduler scheduler = Sweeps.scheduler(lock, 1, 0);
            CompletableFuture<Void> epoch = new CompletableFuture<>();
            CompletableFuture<Summary> summary =
                    CompletableFuture.supplyAsync(() -> scheduler.run(Sweeps.plan(members), new ScheduleListener() {
                        @Override
                        public void event(Member member, RunEvent event) {
                            if (event.type().equals("epoch")) {
                                epoch.complete(null);
                            }
                        }
                    }));
            epoch.get(30, TimeUnit.SECONDS);
            for (int i = 0; i < times; i++) {
                scheduler.stop();
                Thread.sleep(300);
            }
            return summary.get(30, TimeUnit.SECONDS);
        }
    }

    private Summary run(int slots, int retries, Member... members) {
        return run(slots, retries, Sweeps.plan(members), new ScheduleListener() {});
    }

    private static Scheduler.Settings budget(Optional<Duration> time, OptionalInt runs) {
        return new Scheduler.Settings(1, 1, Duration.ofSeconds(20), Clock.systemUTC(), new Execution.Budget(time, runs))
                .withBackOff(Duration.ofMillis(1));
    }

    private Summary run(Scheduler.Settings settings, FrozenPlan plan, ScheduleListener listener) {
        try (HomeLock lock = HomeLock.take(home, "a test")) {
            return new Scheduler(lock, Sweeps.processes(), Sweeps::freeze, settings).run(plan, listener);
        }
    }

    private Summary run(int slots, int retries, FrozenPlan plan, ScheduleListener listener) {
        try (HomeLock lock = HomeLock.take(home, "test")) {
            return Sweeps.scheduler(lock, slots, retries).run(plan, listener);
        }
    }

    private RunFiles files(Member member) {
        return RunFiles.of(home.runs(), member.id());
    }

    private List<String> states(Member member) {
        return new EventLog(files(member).events())
                .read().stream()
                        .filter(event -> event.type().equals("state"))
                        .map(event ->
                                event.data().get("state") + " " + event.data().get("attempt"))
                        .toList();
    }

    private List<String> epochs(Member member) {
        return new EventLog(files(member).events())
                .read().stream()
                        .filter(event -> event.type().equals("epoch"))
                        .map(event -> event.data().get("epoch") + " " + metrics(event))
                        .toList();
    }

    private static List<String> metrics(RunEvent event) {
        return event.data().get("metrics") instanceof Map<?, ?> metrics
                ? metrics.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Failure failure(Summary summary, Member member) {
        return Objects.requireNonNull(summary.failures().get(member));
    }
}
