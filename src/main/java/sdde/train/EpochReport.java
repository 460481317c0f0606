package sdde.train;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an epoch gave.
 *
 * @param epoch from 1
 * @param metrics by name; {@code seconds} covers the steps, not the validation
 */
public record EpochReport(int epoch, SortedMap<String, Double> metrics) {
    static EpochReport of(Progress progress, Validation.Score score, double rate) {
        Progress.Sums sums = progress.sums();
        double steps = progress.step();
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put("train/loss", sums.loss() / steps);
        metrics.put("train/ce", sums.crossEntropy() / steps);
        metrics.put("train/diversity", sums.diversity() / steps);
        metrics.put("train/learning_rate", rate);
        metrics.put("validation/accuracy", score.accuracy());
        metrics.put("validation/nll", score.nll());
        metrics.put("seconds", sums.seconds());
        metrics.put("steps", steps);
        return new EpochReport(progress.epoch(), metrics);
    }
}
