package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.data.RandomStream;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.schedule.Summary;

/** Trains some finished runs of a sweep again, elsewhere, and compares what comes out with what is stored. */
final class VerifyCommand implements Command {
    private static final String SAMPLE = "sample";
    private static final String SEED = "seed";
    private static final String TOLERANCE = "tolerance";
    private static final double USUAL_TOLERANCE = 1e-3;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "trains some finished runs again, in a scratch folder, and compares weights and logits";
    }

    @Override
    public String arguments() {
        return "SWEEP";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.data())
                .addOption(CommonOptions.json())
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.valued(SAMPLE, "K", "runs to train again, drawn by --seed (default: 1)"))
                .addOption(CommonOptions.valued(SEED, "N", "of the draw (default: 0)"))
                .addOption(CommonOptions.valued(
                        TOLERANCE, "X", "largest |Δlogit| that is within tolerance (default: 0.001)"));
    }

    @Override
    public String examples() {
        return """
                sweep verify quickstart --sample 3
                sweep verify lambda-grid --sample 5 --seed 1 --json | jq .runs[].verdict
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        FrozenPlan plan = KnownSweep.find(invocation.onlyArgument("the name of a sweep"), home);
        int wanted = invocation.number(SAMPLE, 1, 1, 1_000_000);
        int seed = invocation.number(SEED, 0, 0, 999_999_999);
        double tolerance = Numbers.option(invocation, TOLERANCE, USUAL_TOLERANCE, 0, 1e6);
        List<Member> sample = sample(finished(plan, home), wanted, seed);
        sample.forEach(member -> refuseOtherNumerics(member, home));
        Path scratch = scratch();
        try {
            return verify(
                    plan.sweep(),
                    new Verification(home, tolerance),
                    sample,
                    new Home(scratch),
                    Training.of(invocation));
        } finally {
            delete(scratch);
        }
    }

    private static int verify(
            String sweep, Verification verification, List<Member> sample, Home scratch, Training training) {
        FrozenPlan again = new FrozenPlan(
                "verify", "", Clock.systemUTC().millis(), sample, sample.size(), 0, List.of(), "sweep: verify\n");
        List<Verification.Comparison> comparisons = new ArrayList<>();
        try (HomeLock lock = HomeLock.take(scratch, "sweep verify")) {
            Summary summary = training.run(lock, again, List.of());
            if (summary.stopped()) {
                training.progress().line("stopped: nothing was compared");
                return Main.STOPPED;
            }
            sample.forEach(member -> comparisons.add(verification.compare(member, scratch, summary)));
            verification.keep(sweep, comparisons);
        }
        boolean good =
                comparisons.stream().allMatch(comparison -> comparison.verdict().isGood());
        if (training.invocation().has(CommonOptions.JSON)) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("passed", good);
            all.put("tolerance", verification.tolerance());
            all.put("runs", comparisons);
            training.invocation().console().line(Json.line(all));
        } else {
            print(training.invocation().console(), comparisons, verification.tolerance());
        }
        return good ? Main.OK : Main.SOME_FAILED;
    }

    private static void print(Console console, List<Verification.Comparison> comparisons, double tolerance) {
        List<List<String>> rows = new ArrayList<>();
        for (Verification.Comparison c : comparisons) {
            rows.add(List.of(
                    c.run().hex(),
                    c.title(),
                    c.weights().shown(),
                    c.logits().shown(),
                    Numbers.shown(c.largestDifference()),
                    c.verdict().words()));
        }
        console.print(
                TextTable.aligned(List.of("run", "what", "weights", "logits", "largest |Δlogit|", "verdict"), rows));
        comparisons.forEach(
                c -> c.notes().forEach(note -> console.line("  " + c.run().hex() + ": " + note)));
        console.line(Arrays.stream(Verification.Verdict.values())
                        .map(verdict -> comparisons.stream()
                                        .filter(c -> c.verdict() == verdict)
                                        .count() + " " + verdict.words())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("")
                + String.format(Locale.ROOT, " (tolerance %s)", Numbers.shown(tolerance)));
    }

    /** Those that were trained here and succeeded. */
    private static List<Member> finished(FrozenPlan plan, Home home) {
        RunFolders folders = new RunFolders(home.runs());
        List<Member> succeeded = plan.members().stream()
                .filter(member -> folders.state(member.id()) == RunState.SUCCEEDED)
                .toList();
        List<Member> trained = succeeded.stream()
                .filter(member -> !ImportedRun.isImported(member.spec()))
                .toList();
        if (trained.isEmpty()) {
            throw new UserError(
                    succeeded.isEmpty()
                            ? "sweep '%s' has no finished run to verify; start it with: bin/run-sweep"
                                    .formatted(plan.sweep())
                            : "sweep '%s' has only imported runs, which cannot be trained again"
                                    .formatted(plan.sweep()));
        }
        return trained;
    }

    /** In plan order; all of them if there are fewer. */
    static List<Member> sample(List<Member> finished, int wanted, long seed) {
        return Arrays.stream(new RandomStream(seed).permutation(finished.size()))
                .limit(wanted)
                .sorted()
                .mapToObj(finished::get)
                .toList();
    }

    private static void refuseOtherNumerics(Member member, Home home) {
        FrozenRun run = Json.read(RunFiles.of(home.runs(), member.id()).run(), FrozenRun.class);
        if (run.numerics() != RunSpec.NUMERICS) {
            throw new UserError("run %s was trained by version %d of the arithmetic, this program has version %d; "
                            .formatted(member.id(), run.numerics(), RunSpec.NUMERICS)
                    + "verify it with the program of commit " + run.provenance().commit());
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("sdde-verify-");
        } catch (IOException e) {
            throw new UserError("cannot make a scratch folder: " + e + "; name another with -Djava.io.tmpdir", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
