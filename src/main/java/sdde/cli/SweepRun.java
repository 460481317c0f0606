package sdde.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sdde.config.Execution;
import sdde.config.UserError;
import sdde.plan.Plan;
import sdde.plan.PlannedRun;
import sdde.run.DiskTrouble;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Registrations;
import sdde.run.RunId;
import sdde.run.RunState;
import sdde.schedule.Failure;
import sdde.schedule.HomeLock;
import sdde.schedule.Scheduler;
import sdde.schedule.Summary;
import sdde.store.Database;
import sdde.track.Tracker;

/** A sweep from its plan to its report. */
final class SweepRun {
    /** The mirror works beside the training; this is what it gets after the last run. */
    private static final Duration MIRROR_PATIENCE = Duration.ofMinutes(2);

    /** Who pressed Ctrl-C does not want to wait. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Invocation invocation;
    private final Plan plan;
    private final Home home;
    private final Console console;
    private final Clock clock = Clock.systemUTC();

    SweepRun(Invocation invocation, Plan plan) {
        this.invocation = invocation;
        this.plan = plan;
        this.home = invocation.home();
        this.console = invocation.console();
    }

    /** @return exit code */
    int run(Carrier carrier, int retries, Predicate<Member> wanted) throws Exception {
        carrier.devices().notes().forEach(note -> console.line("note: " + note));
        try (HomeLock lock = HomeLock.take(
                home, "run-sweep " + plan.sweep().file(), plan.sweep().name())) {
            int code = mending(lock, carrier, retries, wanted);
            DatabaseOfRuns.restore(home, console);
            return code;
        } catch (RuntimeException e) {
            if (carrier.kind() == Execution.Kind.INLINE && !(e instanceof UserError)) {
                e.printStackTrace(console.err()); // what it is for
                return Main.INTERNAL_ERROR;
            }
            throw explained(e);
        }
    }

    private int run(HomeLock lock, Carrier carrier, int retries, Predicate<Member> wanted) throws Exception {
        try (Database database = DatabaseOfRuns.open(home, console, members())) {
            FrozenPlan frozen = Scheduler.keep(home, plan.freeze(clock.millis()));
            Registrations.note(home, frozen.sweep(), plan.register(clock.millis()));
            database.recordPlan(frozen);
            Scheduler scheduler = new Scheduler(
                    lock,
                    carrier.executor(invocation.program(), home),
                    spec -> Versions.freeze(spec, invocation.program().commit(), new TreeMap<>()),
                    settings(carrier, retries));
            String places = Placement.words(carrier.devices().slots());
            if (!places.isEmpty()) {
                console.line("devices: " + places);
            }
            return run(scheduler, frozen, wanted, database);
        }
    }

    private int mending(HomeLock lock, Carrier carrier, int retries, Predicate<Member> wanted) throws Exception {
        try {
            return run(lock, carrier, retries, wanted);
        } catch (RuntimeException e) {
            Optional<String> damage = Database.damage(e);
            if (damage.isPresent() && !Database.isMissing(home)) {
                throw DatabaseOfRuns.setAside(home, damage.get(), e);
            }
            throw e;
        }
    }

    private Set<RunId> members() {
        return plan.runs().stream().map(PlannedRun::id).collect(Collectors.toSet());
    }

    private RuntimeException explained(RuntimeException thrown) {
        Optional<String> disk = thrown instanceof UserError ? Optional.empty() : DiskTrouble.of(thrown);
        return disk.isEmpty()
                ? thrown
                : new UserError(
                        "%s; workers were stopped, nothing that was finished is lost; make room or let %s be written to, then the same command goes on"
                                .formatted(disk.get(), home.folder()),
                        thrown);
    }

    private Scheduler.Settings settings(Carrier carrier, int retries) {
        Execution execution = plan.sweep().execution();
        return new Scheduler.Settings(1, retries, Duration.ofMinutes(1), clock, execution.budget())
                .withSlots(carrier.devices().slots())
                .withForecast(new PlanForecast(plan, home))
                .withStallLimit(execution.stallLimit());
    }

    private int run(Scheduler scheduler, FrozenPlan frozen, Predicate<Member> wanted, Database database)
            throws Exception {
        Scoreboard board = new Scoreboard(frozen, clock);
        ProgressLines lines = new ProgressLines(console, board, frozen, clock);
        Tracker tracker = Mirroring.live(plan.sweep().tracking(), frozen, invocation, database, lines.stream());
        try (Recorder recorder = new Recorder(home, database, tracker)) {
            Interrupts.install(scheduler::stop);
            FrozenPlan today = plan.freeze(clock.millis()); // the kept one has the order of its first start
            Summary summary = scheduler.run(today, wanted, new Listeners(List.of(board, lines, recorder)));
            lines.erase();
            if (summary.stopped()) {
                recorder.stop();
                Mirroring.end(tracker, STOP_PATIENCE, console);
                return stopped(summary);
            }
            recorder.finish();
            tell(recorder.failures());
            new Completion(home, console).of(frozen.members(), database).forEach(tracker::changed);
            report(frozen, database, summary);
            Mirroring.end(tracker, MIRROR_PATIENCE, console);
            return conclude(summary, recorder);
        } finally {
            lines.erase();
        }
    }

    private int stopped(Summary summary) {
        console.line("stopped: %d of %d runs are done; the same command goes on from here"
                .formatted(
                        summary.count(RunState.SUCCEEDED) + summary.count(RunState.DIVERGED),
                        summary.states().size()));
        return Main.STOPPED;
    }

    /** Of what is finished; nothing if nothing is. */
    private void report(FrozenPlan frozen, Database database, Summary summary) {
        if (summary.count(RunState.SUCCEEDED) == 0) {
            console.line("no run has succeeded, so there is no report");
            return;
        }
        Path report = Reports.write(frozen, home, database, console);
        console.line("report: " + invocation.program().show(report));
    }

    private void tell(Map<Member, Exception> failures) {
        failures.forEach((member, error) -> console.error(
                "%s (%s) could not be evaluated or stored: %s; the next start tries again, and makes again an output that was deleted"
                        .formatted(member.spec().title(), member.id(), why(error))));
    }

    private int conclude(Summary summary, Recorder recorder) {
        console.line("%d runs: %d succeeded, %d diverged, %d failed, %d not started; %d were there before"
                .formatted(
                        summary.states().size(),
                        summary.count(RunState.SUCCEEDED),
                        summary.count(RunState.DIVERGED),
                        summary.count(RunState.FAILED),
                        summary.count(RunState.PLANNED),
                        summary.skipped()));
        console.line(summary.slots().words());
        if (!summary.failures().isEmpty()) {
            console.print(failureTable(summary.failures()));
        }
        if (summary.breaker() != null) {
            console.error(summary.breaker());
        }
        if (summary.budget() != null) {
            console.line("budget: %s; the same command goes on from here".formatted(summary.budget()));
            return Main.STOPPED;
        }
        boolean good = summary.count(RunState.SUCCEEDED) == summary.states().size()
                && recorder.failures().isEmpty();
        return good ? Main.OK : Main.SOME_FAILED;
    }

    private static String why(Exception error) {
        Throwable plain = error;
        while (plain.getCause() != null && !(plain instanceof UserError) && !(plain instanceof UncheckedIOException)) {
            plain = plain.getCause();
        }
        String words = plain.getMessage() == null ? plain.toString() : plain.getMessage();
        return DiskTrouble.of(error).orElse(words);
    }

    private String failureTable(Map<Member, Failure> failures) {
        List<List<String>> rows = new ArrayList<>();
        failures.forEach((member, failure) -> rows.add(List.of(
                member.id().hex(),
                member.spec().title(),
                Integer.toString(failure.attempt()),
                failure.exit().toString(),
                failure.firstError(),
                invocation.program().show(failure.log()))));
        return TextTable.aligned(List.of("failed run", "what", "attempts", "exit", "first error", "log"), rows);
    }
}
