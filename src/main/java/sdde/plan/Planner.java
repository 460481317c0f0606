package sdde.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.config.Problems;
import sdde.config.Registry;
import sdde.config.Sweep;
import sdde.config.SweepReader;
import sdde.config.SweepSchema;
import sdde.config.Vocabulary;
import sdde.run.RunLedger;
import sdde.run.TrainSettings;

/** From a sweep file to the list of its runs. Writes nothing. */
public final class Planner {
    /** The paper's on MNIST, for what a recipe leaves out (METHODS.md, sections 3 and 4). */
    static final Registry<TrainSettings> TRAIN =
            new Registry<TrainSettings>("train").with("train", new TrainSettings(50, 128, 0.1, 0.9, 5e-4, "flip-crop"));

    private final Vocabulary vocabulary;
    private final SweepReader reader;
    private final RunsCheck check;

    /** @param root the project, which has {@code experiments/} */
    public Planner(Vocabulary vocabulary, Path root) {
        this(vocabulary, root, RunsCheck.NONE);
    }

    /** @param check of what this package cannot know */
    public Planner(Vocabulary vocabulary, Path root, RunsCheck check) {
        this.vocabulary = vocabulary;
        this.check = check;
        this.reader = new SweepReader(vocabulary, TRAIN, root);
    }

    /** The grammar of sweep files as a JSON Schema, for editors: maps and lists. */
    public static Map<String, Object> schema(Vocabulary vocabulary) {
        return SweepSchema.of(vocabulary, TRAIN);
    }

    /**
     * @param ledger which runs are there already
     * @throws sdde.config.UserError that lists everything wrong with the file and its recipes
     */
    public Plan plan(Path file, RunLedger ledger) {
        Problems problems = new Problems();
        return plan(read(file, problems), ledger, problems);
    }

    /** The plan of its {@linkplain SmokeForm smoke form}. @param shelf what data are there */
    public Plan smoke(Path file, RunLedger ledger, DataShelf shelf) {
        Problems problems = new Problems();
        Sweep sweep = read(file, problems);
        return problems.isEmpty()
                ? plan(SmokeForm.of(sweep, vocabulary, shelf), ledger, problems)
                : plan(sweep, ledger, problems, false); // only to say all that is wrong
    }

    private Sweep read(Path file, Problems problems) {
        Optional<Sweep> sweep = reader.read(file, problems);
        if (sweep.isEmpty()) {
            problems.throwIfAny();
            throw new IllegalStateException("no sweep and no problem in " + file);
        }
        return sweep.get();
    }

    private static void refuseEmpty(Sweep sweep, Problems problems) {
        sweep.rules().stream().findFirst().ifPresent(rule -> {
            problems.add(rule.place(), "'exclude' takes out every point: nothing is left to run");
            problems.leaveOpen();
        });
    }

    /** Its recipe's settings have no effect then. */
    private static boolean trainsOnStandIn(Sweep sweep) {
        return sweep.smoke().isPresent()
                && sweep.smoke().get().standIns().stream()
                        .anyMatch(standIn -> sweep.recipes().containsKey(standIn.set()));
    }

    /** @param problems those of reading; all of them and those found here are thrown together */
    Plan plan(Sweep sweep, RunLedger ledger, Problems problems) {
        return plan(sweep, ledger, problems, true);
    }

    /** @param needsData whether missing data belong to what is wrong, if anything is */
    private Plan plan(Sweep sweep, RunLedger ledger, Problems problems, boolean needsData) {
        Resolver resolver = new Resolver(sweep, vocabulary, problems);
        Expansion expansion = new Expansion(sweep, resolver, new RuleDefaults(sweep, vocabulary, resolver), problems);
        expansion.expand();
        if (!problems.leavesOpen() && !trainsOnStandIn(sweep)) {
            resolver.reportUnused();
        }
        if (problems.isEmpty() && expansion.isEmpty()) {
            if (sweep.smoke().isPresent() && !sweep.rules().isEmpty()) {
                return plan(SmokeForm.withoutRules(sweep), ledger, problems);
            }
            refuseEmpty(sweep, problems);
        }
        List<RunsCheck.Checked> runs = expansion.checked();
        if (!problems.leavesOpen() && !sweep.claims().isEmpty()) {
            ClaimChecks.check(sweep.claims(), runs, problems);
        }
        Problems missing = resolver.missing();
        check.check(sweep, runs, problems, missing);
        if (!problems.isEmpty() && needsData) {
            missing.all().forEach(problem -> problems.add(problem.place(), problem.text()));
        }
        problems.throwIfAny();
        return expansion.plan(ledger, missing.all());
    }
}
