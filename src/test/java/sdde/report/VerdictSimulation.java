package sdde.report;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import sdde.report.DrawnStudy.Tails;
import sdde.report.DrawnStudy.World;
import sdde.report.document.Cell;
import sdde.report.statistics.Bootstrap;
import sdde.report.statistics.Interval;
import sdde.report.statistics.Wilson;

/**
 * Whether the verdicts of reports can be believed: simulated studies go through the code that makes the verdicts, and what
 * it says is counted. Run by {@code bin/validity verdicts}; the log and what follows from it are in docs/validity.md.
 */
final class VerdictSimulation {
    static final double SHARED = 0.5;
    private static final int RESAMPLES = 1000;
    private static final int IMAGES = 50;

    private final int studies;
    private final long seed;

    /** @param seed equal ones give equal output */
    VerdictSimulation(int studies, long seed) {
        this.studies = studies;
        this.seed = seed;
    }

    /** @param args number of studies, 1000 if missing, and seed, 1 if missing */
    public static void main(String[] args) {
        int studies = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        System.out.print(new VerdictSimulation(studies, seed).text());
    }

    /**
     * Of studies in which no method and no aggregator is better than another, how many have at least one verdict that says
     * otherwise.
     *
     * @param better a comparison with the baseline that came out better
     * @param decided one that came out better or worse
     * @param reproduced a claim that came out as shown
     * @param believed better or reproduced: what a reader would take home
     * @param unmarked a method of the near-OOD column that is neither best nor "not significantly worse"
     * @param covering deciding 95 % intervals that hold the true difference, 0
     * @param intervals all of them
     */
    record Found(int better, int decided, int reproduced, int believed, int unmarked, int covering, int intervals) {
        double coverage() {
            return (double) covering / intervals;
        }
    }

    Found withoutEffect(World world, int seeds) {
        RandomGenerator random = generator(seeds);
        int better = 0;
        int decided = 0;
        int reproduced = 0;
        int believed = 0;
        int unmarked = 0;
        int covering = 0;
        int intervals = 0;
        for (int study = 0; study < studies; study++) {
            Analysis analysis = analysis(new DrawnStudy(world, random).build(seeds));
            boolean isBetter = is(analysis.comparisons(), Comparison.Verdict.BETTER);
            boolean isReproduced = isReproduced(analysis);
            better += isBetter ? 1 : 0;
            decided += isBetter || is(analysis.comparisons(), Comparison.Verdict.WORSE) ? 1 : 0;
            reproduced += isReproduced ? 1 : 0;
            believed += isBetter || isReproduced ? 1 : 0;
            unmarked += isUnmarked(analysis) ? 1 : 0;
            for (Comparison comparison : analysis.comparisons()) {
                intervals++;
                covering += comparison.test().interval(0.95).contains(0) ? 1 : 0;
            }
        }
        return new Found(better, decided, reproduced, believed, unmarked, covering, intervals);
    }

    /** Share of studies that say so if SDDE's near-OOD AUROC is higher than DE's by {@code gain}. */
    record Power(double comparison, double claim) {}

    Power power(World world, int seeds, double gain) {
        RandomGenerator random = generator(seeds + 100);
        int better = 0;
        int shown = 0;
        for (int study = 0; study < studies; study++) {
            Analysis analysis =
                    analysis(new DrawnStudy(world, random).gain("sdde", gain).build(seeds));
            better += analysis.comparisons().stream()
                            .filter(one -> one.row().method().name().equals("sdde")
                                    && one.endpoint().metric().equals("auroc"))
                            .anyMatch(one -> one.verdict() == Comparison.Verdict.BETTER)
                    ? 1
                    : 0;
            shown += ClaimTest.of(analysis.study().claims(), analysis.groups()).stream()
                            .filter(test -> test.standing().claim().name().equals("auroc of ood-near"))
                            .anyMatch(test -> test.verdict() == ClaimTest.Verdict.SHOWN)
                    ? 1
                    : 0;
        }
        return new Power((double) better / studies, (double) shown / studies);
    }

    /**
     * How often {@link Bootstrap#nested} holds the true mean: seeds differ by 1, the images of a seed by as much, so nearly
     * all of the spread of the mean comes from the seeds.
     */
    double nestedCoverage(int seeds) {
        RandomGenerator random = generator(seeds + 200);
        int covering = 0;
        for (int study = 0; study < studies; study++) {
            double[][] scores = new double[seeds][IMAGES];
            for (double[] own : scores) {
                double centre = random.nextGaussian();
                for (int i = 0; i < IMAGES; i++) {
                    own[i] = centre + random.nextGaussian();
                }
            }
            Interval interval = new Bootstrap(0.95, RESAMPLES, random)
                    .nested(seeds, new int[] {IMAGES}, (one, images) -> mean(scores[one], images[0]));
            covering += interval.contains(0) ? 1 : 0;
        }
        return (double) covering / studies;
    }

    private static double mean(double[] scores, int[] images) {
        double sum = 0;
        for (int image : images) {
            sum += scores[image];
        }
        return sum / images.length;
    }

    private static Analysis analysis(Study study) {
        return Analysis.of(study, ReportOptions.DEFAULT);
    }

    private static boolean is(List<Comparison> comparisons, Comparison.Verdict verdict) {
        return comparisons.stream().anyMatch(one -> one.verdict() == verdict);
    }

    private static boolean isReproduced(Analysis analysis) {
        return ClaimTest.of(analysis.study().claims(), analysis.groups()).stream()
                .anyMatch(test -> test.verdict() == ClaimTest.Verdict.SHOWN);
    }

    private static boolean isUnmarked(Analysis analysis) {
        Group group = analysis.groups().get(0);
        Endpoint near = Endpoint.deciding(group, analysis.options()).get(0);
        return Estimates.column(group, near).stream()
                .anyMatch(cell -> cell instanceof Cell.Estimate estimate
                        && estimate.marks().isEmpty());
    }

    private RandomGenerator generator(int stream) {
        return new SplittableRandom(seed * 1_000_003 + stream);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%d simulated studies a line, seed %d: 5 methods, 1 data set, 2 near and 2 far OOD sets,",
                studies,
                seed);
        line(text, "20 comparisons with the baseline, 9 tests of 5 pre-registered claims; half of the variance over");
        line(text, "seeds is common to the methods, half of what is left to the metrics.");
        line(text, "");
        line(text, "Unmarked: a method of the near-OOD column is neither bold nor underlined.");
        line(text, "Without any effect: studies with a false verdict (95 %% interval of the share), coverage of t");
        line(
                text,
                "%-8s %5s  %-20s %-17s %-17s %-17s %-17s %s",
                "noise",
                "seeds",
                "better or reproduced",
                "better",
                "better or worse",
                "reproduced",
                "unmarked",
                "coverage");
        for (Tails tails : Tails.values()) {
            for (int seeds : List.of(3, 5, 10)) {
                Found found = withoutEffect(new World(SHARED, tails), seeds);
                line(
                        text,
                        "%-8s %5d  %-20s %-17s %-17s %-17s %-17s %.1f %%",
                        tails.name().toLowerCase(Locale.ROOT),
                        seeds,
                        share(found.believed()),
                        share(found.better()),
                        share(found.decided()),
                        share(found.reproduced()),
                        share(found.unmarked()),
                        100 * found.coverage());
            }
        }
        bootstrap(text);
        powers(text);
        return text.toString();
    }

    private void bootstrap(StringBuilder text) {
        line(text, "");
        line(
                text,
                "Coverage of the nested percentile bootstrap at 95 %% (%d resamples, %d images a seed)",
                RESAMPLES,
                IMAGES);
        for (int seeds : List.of(3, 5, 10, 20)) {
            line(text, "%5d seeds: %.1f %%", seeds, 100 * nestedCoverage(seeds));
        }
    }

    private void powers(StringBuilder text) {
        line(text, "");
        line(
                text,
                "Power: SDDE's AUROC on both near sets is one point above DE's. The spread of the difference of two");
        line(text, "runs of a seed, averaged over both sets, is 0.52 points (each run 0.60 points a set).");
        line(text, "%5s  %-22s %s", "seeds", "better in the verdicts", "claim shown");
        for (int seeds : List.of(3, 5, 10)) {
            Power power = power(new World(SHARED, Tails.NORMAL), seeds, 0.01);
            line(text, "%5d  %-22s %.1f %%", seeds, "%.1f %%".formatted(100 * power.comparison()), 100 * power.claim());
        }
    }

    private String share(int count) {
        Interval interval = Wilson.of(count, studies, 0.95);
        return "%.1f %% (%.1f-%.1f)".formatted(100.0 * count / studies, 100 * interval.low(), 100 * interval.high());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
