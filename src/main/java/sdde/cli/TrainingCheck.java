package sdde.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sdde.config.UserError;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.Job;
import sdde.run.RunFiles;
import sdde.schedule.executor.Executor;

/**
 * Training does what a run's words say. Passes if in every run the members started apart, each was moved and knows more than
 * chance, and, for SDDE on LeNet, one step from the stored weights has the diversity term and the slopes that a computation
 * of its own finds.
 */
final class TrainingCheck implements Check {
    private static final WorkerQuestion PROBE = new WorkerQuestion(Job.Kind.PROBE, RunFiles::probe);

    private final Function<Invocation, Executor> executor;

    TrainingCheck() {
        this(invocation -> Workers.processes(invocation.program()));
    }

    /** @param executor of the workers that look at the weights */
    TrainingCheck(Function<Invocation, Executor> executor) {
        this.executor = executor;
    }

    @Override
    public String name() {
        return "training";
    }

    @Override
    public int ensembleSize() {
        return 2;
    }

    @Override
    public String methods(String lambda) {
        return "[de, {name: sdde, lambda: %s}]".formatted(lambda);
    }

    @Override
    public Outcome judge(List<Member> runs, Invocation invocation) throws Exception {
        if (runs.isEmpty()) {
            throw new UserError("there is no finished run whose training could be looked at");
        }
        List<List<String>> rows = new ArrayList<>();
        List<Object> figures = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Member run : runs) {
            TrainingProbe probe = probe(run, invocation);
            List<String> found = probe.faults();
            found.forEach(
                    fault -> faults.add("%s (%s): %s\n".formatted(run.spec().title(), run.id(), fault)));
            rows.add(probe.row(run.spec().title()));
            Map<String, Object> figure = new LinkedHashMap<>(probe.figures());
            figure.put("run", run.id());
            figure.put("faults", found);
            figures.add(figure);
        }
        String text = TextTable.aligned(TrainingProbe.HEADERS, rows) + String.join("", faults);
        String verdict = faults.isEmpty()
                ? "%d runs were trained as their words say".formatted(runs.size())
                : "%d faults in %d runs".formatted(faults.size(), runs.size());
        return new Outcome(faults.isEmpty(), verdict, text, Map.of("runs", figures));
    }

    private TrainingProbe probe(Member run, Invocation invocation) throws Exception {
        EvalSet set = Pairs.set(run, EvalSet.Role.VALIDATION);
        return new TrainingProbe(
                PROBE.ask(executor.apply(invocation), invocation.home(), run, set),
                MemberAccuracy.of(
                        RunFiles.of(invocation.home().runs(), run.id()).predictions(set.name())));
    }
}
