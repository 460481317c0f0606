package sdde.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the steps of one implementation of one method took, round by round. */
final class StepTimes {
    private final String method;
    private final String implementation;
    private final int threads;
    private final List<Double> rounds = new ArrayList<>();
    private double cpuSum;
    private final double rssStart;
    private double rssEnd;

    /** @param warm what the rounds before the first that counts ended with */
    StepTimes(String method, String implementation, int threads, Contestant.Answer warm) {
        this.method = method;
        this.implementation = implementation;
        this.threads = threads;
        this.rssStart = warm.rssMib();
        this.rssEnd = warm.rssMib();
    }

    void add(Contestant.Answer round) {
        rounds.add(mean(round.ms()));
        cpuSum += mean(round.cpuMs());
        rssEnd = round.rssMib();
    }

    String method() {
        return method;
    }

    String implementation() {
        return implementation;
    }

    /** Least time of a step, averaged over a round. */
    double min() {
        return rounds.stream().mapToDouble(x -> x).min().orElse(Double.NaN);
    }

    double median() {
        double[] sorted = rounds.stream().mapToDouble(x -> x).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Processor time of a step over all rounds: a process counts its own in steps of 10 ms, so its least means little. */
    double cpuMean() {
        return cpuSum / rounds.size();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("method", method);
        figures.put("implementation", implementation);
        figures.put("threads", threads);
        figures.put("ms_min", min());
        figures.put("ms_median", median());
        figures.put("cpu_ms_mean", cpuMean());
        figures.put("rss_mib_start", rssStart);
        figures.put("rss_mib_end", rssEnd);
        return figures;
    }

    static final List<String> HEAD = List.of(
            "method",
            "implementation",
            "threads",
            "ms min",
            "ms median",
            "cpu ms mean",
            "RSS MiB start",
            "RSS MiB end");

    List<String> row() {
        return List.of(
                method,
                implementation,
                Integer.toString(threads),
                number(min()),
                number(median()),
                number(cpuMean()),
                number(rssStart),
                number(rssEnd));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
    }
}
