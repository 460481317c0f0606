package sdde.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Json;
import sdde.run.RunFolders;
import sdde.run.RunState;

/** The experiments that come before anything else is believed; each passes or fails. */
final class CheckCommand implements Command {
    private static final List<Check> CHECKS =
            List.of(new LambdaZero(), new CamSimilarity(), new SaliencyCheck(), new TrainingCheck());

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "asks whether the method does what it says: "
                + CHECKS.stream().map(Check::name).collect(Collectors.joining(", "));
    }

    @Override
    public String arguments() {
        return "CHECK [SWEEP]";
    }

    @Override
    public Options options() {
        return CheckRuns.options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.data())
                .addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                sweep check lambda-zero                      # SDDE with λ = 0 is the deep ensemble, bit for bit
                sweep check cam-similarity --epochs 2        # SDDE's saliency maps are less alike than DE's
                sweep check gradcam                          # maps point at what the network looks at; writes a picture
                sweep check training                         # a step does what the run's words say, by another computation
                sweep check cam-similarity lambda-grid       # over the finished runs of a sweep; trains nothing
                """;
    }

    @Override
    public int run(Invocation invocation) throws Exception {
        List<String> arguments = invocation.line().getArgList();
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw new UserError(
                    "expected a check and perhaps a sweep, got %s; known checks: %s".formatted(arguments, names()));
        }
        Check check = find(arguments.get(0));
        CheckRuns.Found found =
                arguments.size() == 2 ? ofSweep(arguments.get(1), invocation) : CheckRuns.of(check, invocation);
        if (found.code() != Main.OK) {
            return found.code();
        }
        Check.Outcome outcome = check.judge(found.members(), invocation);
        print(check, outcome, invocation);
        return outcome.passed() ? Main.OK : Main.SOME_FAILED;
    }

    private static List<String> names() {
        return CHECKS.stream().map(Check::name).toList();
    }

    private static Check find(String name) {
        String hint = DidYouMean.hint(name, names());
        return CHECKS.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "unknown check '%s'%s known: %s".formatted(name, hint.isEmpty() ? ";" : hint, names())));
    }

    private static CheckRuns.Found ofSweep(String sweep, Invocation invocation) {
        FrozenPlan plan = KnownSweep.find(sweep, invocation.home());
        RunFolders folders = new RunFolders(invocation.home().runs());
        List<Member> trained = plan.members().stream()
                .filter(member -> folders.state(member.id()) == RunState.SUCCEEDED)
                .filter(member -> !ImportedRun.isImported(member.spec()))
                .toList();
        return new CheckRuns.Found(trained, Main.OK);
    }

    private static void print(Check check, Check.Outcome outcome, Invocation invocation) {
        Console console = invocation.console();
        if (invocation.has(CommonOptions.JSON)) {
            Map<String, Object> all = new LinkedHashMap<>(outcome.figures());
            all.put("check", check.name());
            all.put("passed", outcome.passed());
            console.line(Json.line(all));
            return;
        }
        console.print(outcome.text());
        String word = outcome.passed()
                ? console.paint(Console.Colour.GREEN, "pass")
                : console.paint(Console.Colour.RED, "fail");
        console.line("%s: %s: %s".formatted(word, check.name(), outcome.verdict()));
    }
}
