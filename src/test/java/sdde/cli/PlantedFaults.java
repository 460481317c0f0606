package sdde.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import sdde.config.Choice;
import sdde.config.Planting;
import sdde.data.Datasets;
import sdde.data.dataset.ShuffledMnist;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.LossReduction;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;
import sdde.schedule.HomeLock;
import sdde.schedule.Scheduler;
import sdde.schedule.Summary;
import sdde.schedule.executor.Inline;
import sdde.store.Database;
import sdde.track.Tracker;
import sdde.train.method.Methods;
import sdde.train.method.PlantedSaliency;
import sdde.train.network.Networks;
import sdde.train.network.PlantedNetworks;
import sdde.worker.WorkerMain;

/**
 * Whether faults of training are seen: ten are planted, one after the other, each trains a small real sweep of DE and SDDE,
 * and {@code check training} looks at what came out; then it looks at twenty sweeps in which nothing is wrong. All in this
 * process, whose registries hold the fault. Run by {@code bin/validity faults}; see docs/validity.md.
 */
final class PlantedFaults {
    private static final int IMAGES = 1000;
    private static final int EPOCHS = 2;
    private static final int BATCH = 32;

    private final Path folder;
    private final PrintStream out;
    private final int first;
    private final int last;

    private PlantedFaults(Path folder, PrintStream out, int first, int last) {
        this.folder = folder;
        this.out = out;
        this.first = first;
        this.last = last;
    }

    /** @param args of all sweeps, counted from 1, the first and the last to look at; none for all */
    public static void main(String[] args) throws Exception {
        int first = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int last = args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE;
        Path folder = Files.createTempDirectory("sdde-faults-");
        try {
            int missed = new PlantedFaults(folder, System.out, first, last).run();
            System.exit(missed == 0 ? 0 : 1);
        } finally {
            VerifyCommand.delete(folder);
        }
    }

    /** @return faults that were not seen beyond the one that may be, and sound sweeps that were flagged */
    private int run() throws Exception {
        out.printf(
                Locale.ROOT,
                "DE and SDDE on MNIST, LeNet, N = 3 unless said otherwise, %d images, %d epochs of batches of %d%n",
                IMAGES,
                EPOCHS,
                BATCH);
        int number = 0;
        int faults = 0;
        int seen = 0;
        for (Map.Entry<String, Runnable> fault : faults().entrySet()) {
            if (isWanted(++number)) {
                faults++;
                Runnable undo = fault(fault.getValue());
                Check.Outcome outcome = judge(new Home(folder.resolve(fault.getKey())), sweep(sdde(Map.of()), 3, 1));
                undo.run();
                seen += tell(number + " fault", fault.getKey(), outcome) ? 0 : 1;
            }
        }
        int sound = 0;
        int flagged = 0;
        for (Map.Entry<String, List<RunSpec>> sweep : sound().entrySet()) {
            if (isWanted(++number)) {
                sound++;
                Check.Outcome outcome = judge(new Home(folder.resolve("sound")), sweep.getValue());
                flagged += tell(number + " sound", sweep.getKey(), outcome) ? 0 : 1;
            }
        }
        out.printf("%d of %d planted faults seen, %d of %d sound sweeps flagged%n", seen, faults, flagged, sound);
        return Math.max(0, faults - 1 - seen) + flagged;
    }

    private boolean isWanted(int number) {
        return first <= number && number <= last;
    }

    /** @return whether it passed */
    private boolean tell(String kind, String name, Check.Outcome outcome) {
        out.printf("%s  %-36s %s%n", kind, name, outcome.passed() ? "pass" : "FLAGGED");
        outcome.text().lines().forEach(line -> out.println("       " + line));
        out.flush();
        return outcome.passed();
    }

    private static Map<String, Runnable> faults() {
        Map<String, Runnable> faults = new LinkedHashMap<>();
        faults.put("first-order-gradient-only", saliency(PlantedSaliency.Fault.FIRST_ORDER));
        faults.put("padding-0", saliency(PlantedSaliency.Fault.PADDING_ZERO));
        faults.put("wrong-layer", () -> Planting.replace(Networks.REGISTRY, "lenet", new PlantedNetworks.WrongLayer()));
        faults.put("sign-flipped", saliency(PlantedSaliency.Fault.SIGN_FLIPPED));
        faults.put("no-activation", saliency(PlantedSaliency.Fault.NO_ACTIVATION));
        faults.put("shuffled-labels", () -> Planting.replace(Datasets.REGISTRY, "mnist", new ShuffledMnist(5000, 0)));
        faults.put(
                "shared-initialisation",
                () -> Planting.replace(Networks.REGISTRY, "lenet", new PlantedNetworks.SharedStart()));
        faults.put(
                "frozen-member",
                () -> Planting.replace(Networks.REGISTRY, "lenet", new PlantedNetworks.FrozenMember()));
        faults.put("wrong-target", saliency(PlantedSaliency.Fault.WRONG_TARGET));
        faults.put("stale-maps", saliency(PlantedSaliency.Fault.STALE_MAPS));
        return faults;
    }

    private static Runnable saliency(PlantedSaliency.Fault fault) {
        return () -> Planting.replace(Methods.REGISTRY, "sdde", PlantedSaliency.of(fault));
    }

    /** Plants it. @return what takes it out again */
    private static Runnable fault(Runnable plant) {
        var method = Methods.REGISTRY.defaults("sdde");
        var network = Networks.REGISTRY.defaults("lenet");
        var dataset = Datasets.REGISTRY.defaults("mnist");
        plant.run();
        return () -> {
            Planting.replace(Methods.REGISTRY, "sdde", method);
            Planting.replace(Networks.REGISTRY, "lenet", network);
            Planting.replace(Datasets.REGISTRY, "mnist", dataset);
        };
    }

    /** Legitimate settings, the odd ones included. */
    private static Map<String, List<RunSpec>> sound() {
        Map<String, List<RunSpec>> sound = new LinkedHashMap<>();
        for (int seed = 1; seed <= 5; seed++) {
            sound.put("seed " + seed, sweep(sdde(Map.of()), 3, seed));
        }
        sound.put("λ = 0.01", sweep(sdde(Map.of("lambda", 0.01)), 3, 1));
        sound.put("λ = 0.3", sweep(sdde(Map.of("lambda", 0.3)), 3, 1));
        for (int size : new int[] {2, 5}) {
            sound.put("N = " + size, sweep(sdde(Map.of()), size, 1));
        }
        sound.put("padding = 0", sweep(sdde(Map.of("padding", 0)), 3, 1));
        sound.put("saliency = activation", sweep(sdde(Map.of("saliency", "activation")), 3, 1));
        sound.put("saliency = input-gradient", sweep(sdde(Map.of("saliency", "input-gradient")), 3, 1));
        for (String target : List.of("gt_prob", "alt_logits", "small_logits")) {
            sound.put("target = " + target, sweep(sdde(Map.of("target", target)), 3, 1));
        }
        for (String activation : List.of("abs", "none")) {
            sound.put("activation = " + activation, sweep(sdde(Map.of("activation", activation)), 3, 1));
        }
        for (String similarity : List.of("logdet", "iou", "expcosine")) {
            sound.put(
                    "similarity = " + similarity, sweep(sdde(Map.of("similarity", similarity, "lambda", 0.02)), 3, 1));
        }
        return sound;
    }

    private static Choice sdde(Map<String, Object> parameters) {
        Map<String, Object> all = new TreeMap<>(Map.of("lambda", 0.1));
        all.putAll(parameters);
        return new Choice("sdde", new TreeMap<>(all));
    }

    private static List<RunSpec> sweep(Choice sdde, int members, long seed) {
        TrainSettings train = new TrainSettings(EPOCHS, BATCH, 0.1, 0.9, 5e-4, "none", LossReduction.MEAN, IMAGES);
        List<RunSpec> specs = new ArrayList<>();
        for (Choice method : List.of(Choice.of("de"), sdde)) {
            specs.add(new RunSpec(
                    Datasets.REGISTRY.complete(Choice.of("mnist")),
                    Networks.REGISTRY.complete(Choice.of("lenet")),
                    Methods.REGISTRY.complete(method),
                    members,
                    seed,
                    train));
        }
        return specs;
    }

    private Check.Outcome judge(Home home, List<RunSpec> specs) throws Exception {
        Choice mnist = specs.get(0).dataset();
        List<EvalSet> sets = List.of(new EvalSet("mnist/validation", EvalSet.Role.VALIDATION, mnist, "validation"));
        List<Member> members =
                specs.stream().map(spec -> new Member(spec.id(), spec, sets)).toList();
        train(home, new FrozenPlan("planted", "", 1, members, members.size(), 0, List.of(), "sweep: planted\n"));
        TrainingCheck check = new TrainingCheck(any -> new Inline(WorkerMain::run));
        return check.judge(members, invocation(home));
    }

    private static void train(Home home, FrozenPlan plan) throws Exception {
        Files.createDirectories(home.folder());
        try (HomeLock lock = HomeLock.take(home, "planted faults");
                Database database = Database.open(home)) {
            FrozenPlan kept = Scheduler.keep(home, plan);
            database.recordPlan(kept);
            try (Recorder recorder = new Recorder(home, database, Tracker.OFF)) {
                Scheduler scheduler = new Scheduler(
                        lock,
                        new Inline(WorkerMain::run),
                        spec -> Versions.freeze(spec, "planted", new TreeMap<>()),
                        new Scheduler.Settings(1, 0, Duration.ofMinutes(1), Clock.systemUTC()));
                Summary summary = scheduler.run(kept, recorder);
                recorder.finish();
                if (summary.count(RunState.SUCCEEDED) != plan.members().size()) {
                    throw new IllegalStateException("not all runs of the sweep succeeded: " + summary.states());
                }
            }
        }
    }

    private static Invocation invocation(Home home) throws ParseException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Options options = new Options().addOption(CommonOptions.home());
        return new Invocation(
                new DefaultParser()
                        .parse(options, new String[] {"--home", home.folder().toString()}),
                Program.ofProcess(),
                new Console(nowhere, nowhere, 0, false));
    }
}
