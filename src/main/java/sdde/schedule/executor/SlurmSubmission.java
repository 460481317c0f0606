package sdde.schedule.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.config.Cluster;
import sdde.config.UserError;

/** Brings tasks into the queue, several at a time as an array. */
final class SlurmSubmission {
    /** Of what {@code sbatch --parsable} prints; a federation adds the cluster's name. */
    private static final Pattern ID = Pattern.compile("(?m)^([0-9]+)(;.*)?$");

    private static final Pattern MOST_IN_ARRAY = Pattern.compile("MaxArraySize\\s*=\\s*([0-9]+)");
    /** Slurm's own default, and no more at a time wherever more is allowed. */
    private static final int USUAL_MOST_IN_ARRAY = 1000;

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(5);
    private static final Duration MOST_BACK_OFF = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Path runs;
    private final List<String> script;
    private final SlurmCommands commands;
    private final Slurm.Pace pace;
    private final Consumer<String> news;
    private final Map<String, SlurmArray> arrays = new ConcurrentHashMap<>();
    private int mostInArray;
    private int waitingBefore;
    private long waitingSince;
    private long notBefore = System.nanoTime();
    private Duration backOff = FIRST_BACK_OFF;

    /** @param script its arguments behind the folder and the array's name */
    SlurmSubmission(
            Cluster cluster,
            Path runs,
            List<String> script,
            SlurmCommands commands,
            Slurm.Pace pace,
            Consumer<String> news) {
        this.cluster = cluster;
        this.runs = runs;
        this.script = List.copyOf(script);
        this.commands = commands;
        this.pace = pace;
        this.news = news;
    }

    /** @see Slurm#check */
    static Optional<String> trial(Cluster cluster, SlurmCommands commands) {
        List<String> arguments = new ArrayList<>(List.of("--test-only"));
        arguments.addAll(SlurmOptions.ofTask(cluster));
        arguments.add("--wrap=true");
        SlurmCommands.Answer answer = commands.run("sbatch", arguments);
        if (answer.isGood()) {
            return Optional.empty();
        }
        if (answer.passes()) {
            return Optional.of(
                    "Slurm does not answer (%s); runs are submitted when it does".formatted(answer.trouble()));
        }
        throw new UserError("Slurm takes no task with these settings: %s; asked: sbatch %s"
                .formatted(answer.trouble(), String.join(" ", SlurmOptions.ofTask(cluster))));
    }

    /** The array of that name, also one that an earlier orchestrator has made. */
    Optional<SlurmArray> array(String name) {
        return Optional.ofNullable(arrays.computeIfAbsent(name, given -> SlurmArray.find(runs, given)));
    }

    /** @param open all tasks that have not ended */
    void look(List<SlurmTask> open, SlurmWatch watch) {
        for (SlurmTask task : open) {
            if (task.array == null && task.wish() != SlurmTask.Wish.WORK) {
                task.end(new Exit(Exit.STOPPED, Exit.Cause.CANCELLED));
            }
        }
        List<SlurmTask> waiting = open.stream()
                .filter(task -> task.array == null && !task.exit().isDone())
                .toList();
        if (isDue(waiting)) {
            List<SlurmTask> next = waiting.subList(0, Math.min(waiting.size(), room(open)));
            if (!next.isEmpty()) {
                SlurmArray array = SlurmArray.of(runs, next);
                arrays.put(array.name(), array);
            }
        }
        for (SlurmArray array : unsubmitted(open)) {
            if (System.nanoTime() - notBefore >= 0 && isAbsent(array, watch)) {
                submit(array, open, watch);
            }
        }
    }

    /** Whether nobody has joined those that wait for a while. */
    private boolean isDue(List<SlurmTask> waiting) {
        long now = System.nanoTime();
        if (waiting.size() != waitingBefore) {
            waitingBefore = waiting.size();
            waitingSince = now;
        }
        return !waiting.isEmpty()
                && now - notBefore >= 0
                && now - waitingSince >= pace.gather().toNanos();
    }

    /** How many more may be submitted now. The first array is throttled by Slurm, a later one must not add to it. */
    private int room(List<SlurmTask> open) {
        int submitted = (int) open.stream().filter(task -> task.array != null).count();
        int room = cluster.atATime().isEmpty() || submitted == 0
                ? Integer.MAX_VALUE
                : Math.max(0, cluster.atATime().getAsInt() - submitted);
        return Math.min(room, mostInArray());
    }

    private static Set<SlurmArray> unsubmitted(List<SlurmTask> open) {
        Set<SlurmArray> found = new LinkedHashSet<>();
        for (SlurmTask task : open) {
            SlurmArray array = task.array;
            if (array != null && array.id() == null && !task.exit().isDone()) {
                found.add(array);
            }
        }
        return found;
    }

    /** Whether it is certainly not in the queue; if it is, it learns its id. */
    private static boolean isAbsent(SlurmArray array, SlurmWatch watch) {
        if (!array.maybeSubmitted) {
            return true;
        }
        Optional<SlurmQueue> queue = watch.ask();
        queue.flatMap(answer -> answer.array(array.name())).ifPresent(array::submitted);
        return array.id() == null && queue.filter(SlurmQueue::whole).isPresent();
    }

    private void submit(SlurmArray array, List<SlurmTask> open, SlurmWatch watch) {
        List<String> arguments = new ArrayList<>(List.of(runs.toString(), array.name()));
        arguments.addAll(script);
        array.maybeSubmitted = true;
        SlurmCommands.Answer answer = commands.run("sbatch", SlurmOptions.ofArray(cluster, array, arguments));
        Matcher id = ID.matcher(answer.output());
        if (answer.isGood() && id.find()) {
            array.submitted(id.group(1));
            backOff = FIRST_BACK_OFF;
            watch.hurry();
        } else if (answer.isGood() || answer.passes()) {
            news.accept("sbatch: %s; %d runs are submitted again in %d s"
                    .formatted(answer.trouble(), array.size(), backOff.toSeconds()));
            notBefore = System.nanoTime() + backOff.toNanos();
            backOff = backOff.multipliedBy(2).compareTo(MOST_BACK_OFF) < 0 ? backOff.multipliedBy(2) : MOST_BACK_OFF;
        } else {
            array.maybeSubmitted = false;
            open.stream().filter(task -> task.array == array).forEach(task -> refuse(task, answer.trouble()));
        }
    }

    private static void refuse(SlurmTask task, String trouble) {
        try {
            Files.writeString(
                    task.attempt.log(),
                    "error: sbatch: " + trouble + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + task.attempt.log(), e);
        }
        task.end(new Exit(Exit.BAD_JOB, Exit.Cause.REFUSED));
    }

    private int mostInArray() {
        if (mostInArray == 0) {
            SlurmCommands.Answer answer = commands.run("scontrol", List.of("show", "config"));
            Matcher most = MOST_IN_ARRAY.matcher(answer.output());
            int told = most.find() ? Integer.parseInt(most.group(1)) : USUAL_MOST_IN_ARRAY;
            mostInArray = Math.max(1, Math.min(told, USUAL_MOST_IN_ARRAY));
        }
        return mostInArray;
    }
}
