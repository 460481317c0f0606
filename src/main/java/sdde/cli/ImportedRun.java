package sdde.cli;

import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import sdde.config.UserError;
import sdde.evaluate.Evaluator;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Hashes;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.schedule.Scheduler;
import sdde.store.Database;
import sdde.store.Plans;

/** A run that was trained elsewhere: it has logits, no weights, and a network that is called so. */
record ImportedRun(RunSpec spec, ImportFile file, String sweep) {
    /** The mark: no network of ours has this name. */
    static final String MARK = "imported";

    static boolean isImported(RunSpec spec) {
        return spec.network().name().equals(MARK);
    }

    /**
     * Writes the run as if it had been trained here, evaluates it and stores what comes out.
     *
     * @param commit of this program
     * @return whether it is new
     * @throws UserError if there is such a run with other content
     */
    boolean store(Home home, String commit) {
        RunFiles files = RunFiles.of(home.runs(), spec.id());
        try (HomeLock lock = HomeLock.take(home, "sweep import");
                Database database = Database.open(lock.home())) {
            boolean there = Files.exists(files.result());
            if (there) {
                refuseOtherContent(files);
            }
            FrozenPlan plan = Scheduler.keep(home, plan(home));
            database.recordPlan(plan);
            if (!there) {
                write(files, commit);
            }
            database.record(files, file.sets(), Evaluator::evaluate);
            return !there;
        }
    }

    /** Of every array of every set. */
    String content() {
        StringBuilder all = new StringBuilder();
        file.sets().forEach(set -> new TreeMap<>(file.of(set)).forEach((name, array) -> all.append(set.name())
                .append(' ')
                .append(name)
                .append(' ')
                .append(Hashes.of(array.bytes()))
                .append('\n')));
        return Hashes.of(all.toString());
    }

    private void refuseOtherContent(RunFiles files) {
        String known = Json.read(files.run(), FrozenRun.class)
                .provenance()
                .dataSha256()
                .get(MARK);
        if (!content().equals(known)) {
            throw new UserError(
                    "run %s (%s) was imported before with other arrays; give this one another --seed or --method"
                            .formatted(spec.id(), spec.title()));
        }
    }

    /** What was imported into this sweep before, and this. */
    private FrozenPlan plan(Home home) {
        Optional<FrozenPlan> before = Plans.latest(home, sweep);
        List<Member> members = new ArrayList<>(before.map(FrozenPlan::members).orElse(List.of()));
        if (members.stream().anyMatch(member -> !isImported(member.spec()))) {
            throw new UserError("sweep '%s' was planned from a sweep file; import into one of its own with --sweep"
                    .formatted(sweep));
        }
        if (members.stream().noneMatch(member -> member.id().equals(spec.id()))) {
            members.add(new Member(spec.id(), spec, file.sets()));
        }
        return new FrozenPlan(
                sweep,
                "logits trained elsewhere",
                Clock.systemUTC().millis(),
                members,
                members.size(),
                0,
                List.of(),
                "sweep: " + sweep + "\n");
    }

    private void write(RunFiles files, String commit) {
        Json.write(files.run(), Versions.freeze(spec, commit, new TreeMap<>(Map.of(MARK, content()))));
        String logits = "";
        for (EvalSet set : file.sets()) {
            Map<String, Npy> arrays = file.of(set);
            Npz.write(files.predictions(set.name()), arrays);
            if (set.role() == EvalSet.Role.TEST) {
                logits = Hashes.of(Objects.requireNonNull(arrays.get("logits")).bytes());
            }
        }
        long now = Clock.systemUTC().millis();
        Map<String, Object> state = Map.of("state", RunState.SUCCEEDED.name(), "attempt", 0, "reason", MARK);
        new EventLog(files.events()).append(RunEvent.of(now, "state", state));
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 0, null, null, logits, null));
    }
}
