package sdde.schedule.executor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sdde.config.Cluster;
import sdde.run.Job;

/** What is said to {@code sbatch} and to the script that it runs. */
final class SlurmOptions {
    /** Between the signal and the end: a step, a checkpoint, and the minute by which Slurm may be early or late. */
    private static final Duration NOTICE = Duration.ofMinutes(2);

    private static final int SHARE_OF_SHORT_LIMIT = 4;

    private SlurmOptions() {}

    /** Of every task, without what depends on the array. */
    static List<String> ofTask(Cluster cluster) {
        List<String> options = new ArrayList<>(List.of(
                "--ntasks=1",
                "--cpus-per-task=" + cluster.cpus(),
                "--requeue",
                "--open-mode=append",
                "--signal=B:USR1@" + notice(cluster).toSeconds()));
        cluster.partition().ifPresent(name -> options.add("--partition=" + name));
        cluster.account().ifPresent(name -> options.add("--account=" + name));
        cluster.qos().ifPresent(name -> options.add("--qos=" + name));
        if (!cluster.gres().isEmpty()) {
            options.add("--gres=" + cluster.gres());
        }
        cluster.time().ifPresent(time -> options.add("--time=" + minutes(time)));
        cluster.memoryMegabytes().ifPresent(megabytes -> options.add("--mem=" + megabytes + "M"));
        options.addAll(cluster.options());
        return options;
    }

    /** All arguments of {@code sbatch} for an array. The folder may have any name: Slurm reads patterns in file names only. */
    static List<String> ofArray(Cluster cluster, SlurmArray array, List<String> script) {
        List<String> arguments = new ArrayList<>(List.of("--parsable", "--job-name=" + array.name()));
        String most = cluster.atATime().isPresent() ? "%" + cluster.atATime().getAsInt() : "";
        arguments.add("--array=0-" + (array.size() - 1) + most);
        arguments.add("--chdir=" + array.folder());
        arguments.add("--output=slurm-%a.out");
        arguments.addAll(ofTask(cluster));
        arguments.add(array.folder().resolve(SlurmArray.SCRIPT).toString());
        arguments.addAll(script);
        return arguments;
    }

    /** What the script gets to start a worker with: an environment and a JVM. */
    static List<String> worker(Slot slot, List<String> options) {
        Map<String, String> environment = new TreeMap<>(LocalProcess.environment(slot));
        if (Job.ONE_OF_CLUSTER.equals(slot.visible())) {
            environment.remove("CUDA_VISIBLE_DEVICES");
        }
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(LocalProcess.java(options));
        return command;
    }

    private static Duration notice(Cluster cluster) {
        return cluster.time()
                .map(time -> time.dividedBy(SHARE_OF_SHORT_LIMIT))
                .filter(share -> share.compareTo(NOTICE) < 0)
                .orElse(NOTICE);
    }

    private static long minutes(Duration time) {
        return (time.toSeconds() + 59) / 60;
    }
}
