package sdde.report.statistics;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;

/**
 * Scores of runs (rows) on tasks (columns) and what the package rliable makes of them (Agarwal et al. 2021). Higher is
 * better; negate what is not.
 */
public final class RunScores {
    private final double[][] scores; // (R, T)

    /** @param scores (R, T), kept, not copied; every run has every task */
    public RunScores(double[][] scores) {
        this.scores = scores;
    }

    private int runs() {
        return scores.length;
    }

    private int tasks() {
        return scores[0].length;
    }

    private double[] all() {
        return Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray();
    }

    private double[] task(int task) {
        return Arrays.stream(scores).mapToDouble(run -> run[task]).toArray();
    }

    private double[] taskMeans() {
        double[] means = new double[tasks()];
        Arrays.setAll(means, t -> Sample.mean(task(t)));
        return means;
    }

    public double mean() {
        return Sample.mean(taskMeans());
    }

    /** Of the tasks' means. */
    public double median() {
        return Sample.median(taskMeans());
    }

    /** Mean of the middle half of all scores: a quarter, rounded down, is dropped at each end. */
    public double interquartileMean() {
        double[] sorted = all();
        Arrays.sort(sorted);
        int cut = sorted.length / 4;
        return Sample.mean(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
    }

    /** {@code gamma - mean(min(score, gamma))}: how much is missing to a target; lower is better. */
    public double optimalityGap(double gamma) {
        return gamma
                - Arrays.stream(all())
                        .map(score -> Math.min(score, gamma))
                        .average()
                        .orElse(Double.NaN);
    }

    /** Performance profile: share of all scores strictly above {@code tau}. */
    public double profile(double tau) {
        return share(all(), score -> score > tau);
    }

    /** Share of the tasks' means strictly above {@code tau}. */
    public double taskProfile(double tau) {
        return share(taskMeans(), mean -> mean > tau);
    }

    private static double share(double[] values, DoublePredicate condition) {
        return (double) Arrays.stream(values).filter(condition).count() / values.length;
    }

    /** Chance that a run of these beats one of the others, ties half, mean over tasks; numbers of runs may differ. */
    public double probabilityOfImprovement(RunScores others) {
        double sum = 0;
        for (int t = 0; t < tasks(); t++) {
            sum += CliffsDelta.of(task(t), others.task(t)).a12();
        }
        return sum / tasks();
    }

    /** Each task's runs drawn anew, independently of the other tasks. */
    RunScores resampled(RandomGenerator random) {
        double[][] drawn = new double[runs()][tasks()];
        for (double[] run : drawn) {
            Arrays.setAll(run, t -> scores[random.nextInt(runs())][t]);
        }
        return new RunScores(drawn);
    }
}
