package sdde.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.Options;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.Home;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.store.Database;

/** Takes logits that were trained elsewhere as a run with full evaluation. */
final class ImportCommand implements Command {
    private static final String DATASET = "dataset";
    private static final String METHOD = "method";
    private static final String LAMBDA = "lambda";
    private static final String SEED = "seed";
    private static final String SWEEP = "sweep";

    /** Nothing is known of how it was trained; the smallest numbers that are allowed stand for that. */
    private static final TrainSettings UNKNOWN = new TrainSettings(1, 1, 1, 0, 0, "none");

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "takes member logits trained elsewhere as a marked run with full evaluation";
    }

    @Override
    public String arguments() {
        return "FILE.npz";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.valued(DATASET, "NAME", "whose test set it is; must be given"))
                .addOption(CommonOptions.valued(METHOD, "NAME", "kept as imported-NAME (default: imported)"))
                .addOption(CommonOptions.valued(LAMBDA, "X", "weight of the method's diversity (default: none)"))
                .addOption(CommonOptions.valued(SEED, "N", "that tells runs of one method apart (default: 0)"))
                .addOption(CommonOptions.valued(SWEEP, "NAME", "that it becomes part of (default: imported)"));
    }

    @Override
    public String examples() {
        return """
                sweep import theirs.npz --dataset mnist --method sdde --lambda 0.1 --seed 1
                sweep report imported
                # arrays: logits (N, B, C), labels (B) of the test set; validation/logits, validation/labels;
                # ood-near/NAME/logits, ood-far/NAME/logits, ood-validation/NAME/logits; see docs/import.md
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Path file = invocation.program().folder().resolve(invocation.onlyArgument("an .npz file"));
        String dataset = word(invocation, DATASET, "");
        if (dataset.isEmpty()) {
            throw new UserError("whose test set is it? name the data set with --dataset, as in: --dataset mnist");
        }
        String method = word(invocation, METHOD, "");
        String sweep = word(invocation, SWEEP, ImportedRun.MARK);
        ImportFile content = ImportFile.read(file, invocation.program().show(file), dataset);
        RunSpec spec = new RunSpec(
                content.sets().stream()
                        .filter(set -> set.role() == EvalSet.Role.TEST)
                        .map(EvalSet::dataset)
                        .findFirst()
                        .orElseThrow(),
                Choice.of(ImportedRun.MARK),
                method(method, invocation),
                content.members(),
                invocation.number(SEED, 0, 0, 999_999_999),
                UNKNOWN);
        ImportedRun run = new ImportedRun(spec, content, sweep);
        boolean fresh = run.store(invocation.home(), invocation.program().commit());
        tell(run, fresh, invocation);
        return Main.OK;
    }

    private static Choice method(String label, Invocation invocation) {
        String name = label.isEmpty() ? ImportedRun.MARK : ImportedRun.MARK + "-" + label;
        boolean weighted = invocation.line().getOptionValue(LAMBDA) != null;
        return weighted
                ? Choice.of(name, Map.of("lambda", Numbers.option(invocation, LAMBDA, 0, 0, 1e6)))
                : Choice.of(name);
    }

    /** A name that becomes part of a path. */
    private static String word(Invocation invocation, String option, String otherwise) {
        String given = invocation.line().getOptionValue(option);
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || given.contains("..")) {
            throw new UserError(
                    "option '--%s' must be letters, digits, '.', '_' or '-', got '%s'".formatted(option, given));
        }
        return given;
    }

    private static void tell(ImportedRun run, boolean fresh, Invocation invocation) {
        Home home = invocation.home();
        Console console = invocation.console();
        try (Database database = Database.readOnly(home)) {
            List<Measurement> measurements = database.measurements(
                            List.of(run.spec().id()))
                    .getOrDefault(run.spec().id(), List.of());
            console.line("%s %s (%s): %d members, %d classes; %s"
                    .formatted(
                            fresh ? "imported as run" : "was there already as run",
                            run.spec().id(),
                            run.spec().title(),
                            run.file().members(),
                            run.file().classes(),
                            String.join(", ", run.file().sizes())));
            measurements.stream()
                    .filter(row -> row.metric().equals("accuracy")
                            && row.aggregator().equals(Measurement.NO_AGGREGATOR)
                            && row.temperature().equals(Measurement.NO_TEMPERATURE))
                    .forEach(row -> console.line(
                            String.format(Locale.ROOT, "accuracy on %s: %.2f %%", row.evalSet(), 100 * row.score())));
            console.line("%d measurements; report: sweep report %s".formatted(measurements.size(), run.sweep()));
        }
    }
}
