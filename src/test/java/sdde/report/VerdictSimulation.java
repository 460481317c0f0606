package sdde.report;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
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
    /** The one claim of the paper that is not about a difference. */
    private static final String NOT_INFERIOR = "C2";

    private static final String FALSE_VERDICTS = "%-7s %5s  %-16s %-16s %-16s %-16s %-16s %-17s %-8s %s";
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
     * Of studies in which no method, no λ and no aggregator is better than another, how many have at least one verdict that
     * says otherwise.
     *
     * @param better a comparison with the baseline that came out better
     * @param decided one that came out better or worse
     * @param shown a pre-registered claim that came out as shown
     * @param reproduced a light for a difference that the paper claims, and that is none here
     * @param believed better, shown or reproduced: what a reader would take home
     * @param asAccurate the light for "no more than 0.2 points less accurate", which is true here
     * @param unmarked a method of the near-OOD column that is neither best nor "not significantly worse"
     * @param covering deciding 95 % intervals that hold the true difference, 0
     * @param intervals all of them
     */
    record Found(
            int better,
            int decided,
            int shown,
            int reproduced,
            int believed,
            int asAccurate,
            int unmarked,
            int covering,
            int intervals) {
        double coverage() {
            return (double) covering / intervals;
        }
    }

    Found withoutEffect(World world, int seeds) {
        RandomGenerator random = generator(seeds);
        int better = 0;
        int decided = 0;
        int shown = 0;
        int reproduced = 0;
        int believed = 0;
        int asAccurate = 0;
        int unmarked = 0;
        int covering = 0;
        int intervals = 0;
        for (int study = 0; study < studies; study++) {
            Analysis analysis = analysis(new DrawnStudy(world, random).build(seeds));
            boolean isBetter = is(analysis.comparisons(), Comparison.Verdict.BETTER);
            boolean isShown = isShown(analysis);
            boolean isReproduced = isReproduced(analysis, claim -> !claim.id().equals(NOT_INFERIOR));
            better += isBetter ? 1 : 0;
            decided += isBetter || is(analysis.comparisons(), Comparison.Verdict.WORSE) ? 1 : 0;
            shown += isShown ? 1 : 0;
            reproduced += isReproduced ? 1 : 0;
            believed += isBetter || isShown || isReproduced ? 1 : 0;
            asAccurate += isReproduced(analysis, claim -> claim.id().equals(NOT_INFERIOR)) ? 1 : 0;
            unmarked += isUnmarked(analysis) ? 1 : 0;
            for (Comparison comparison : analysis.comparisons()) {
                intervals++;
                covering += comparison.test().interval(0.95).contains(0) ? 1 : 0;
            }
        }
        return new Found(better, decided, shown, reproduced, believed, asAccurate, unmarked, covering, intervals);
    }

    /** Studies that call SDDE as accurate as the rest although it is by just so much worse that it must not be called so. */
    int falselyAsAccurate(World world, int seeds) {
        RandomGenerator random = generator(seeds + 300);
        int found = 0;
        for (int study = 0; study < studies; study++) {
            Analysis analysis = analysis(new DrawnStudy(world, random)
                    .shift("sdde", "accuracy", PaperClaims.ACCURACY_MARGIN)
                    .build(seeds));
            found += isReproduced(analysis, claim -> claim.id().equals(NOT_INFERIOR)) ? 1 : 0;
        }
        return found;
    }

    /** Share of studies that say so if SDDE's near-OOD AUROC is higher than DE's by {@code gain}. */
    record Power(double comparison, double claim, double light) {}

    Power power(World world, int seeds, double gain) {
        RandomGenerator random = generator(seeds + 100);
        int better = 0;
        int shown = 0;
        int lit = 0;
        for (int study = 0; study < studies; study++) {
            Analysis analysis = analysis(
                    new DrawnStudy(world, random).shift("sdde", "auroc", gain).build(seeds));
            lit += isReproduced(analysis, claim -> claim.part().startsWith("near-OOD AUROC")) ? 1 : 0;
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
        return new Power((double) better / studies, (double) shown / studies, (double) lit / studies);
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

    private static boolean isReproduced(Analysis analysis, Predicate<PaperClaim> which) {
        return analysis.claims().stream().filter(which).anyMatch(claim -> claim.light() == PaperClaim.Light.REPRODUCED);
    }

    private static boolean isShown(Analysis analysis) {
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
        sizes(text);
        line(text, "");
        line(text, "Without any effect: studies with at least one false verdict (95 %% interval of the share).");
        line(
                text,
                "better: a comparison with the baseline; shown: a pre-registered claim; reproduced: a light for a claim");
        line(
                text,
                "of the paper but C2; any: one of these three. C2 (no more than 0.2 points less accurate) is true here.");
        line(
                text,
                "Unmarked: a method of the near-OOD column is neither bold nor underlined. Coverage: of the paired t.");
        line(
                text,
                FALSE_VERDICTS,
                "noise",
                "seeds",
                "any",
                "better",
                "better or worse",
                "shown",
                "reproduced",
                "unmarked",
                "C2 lit",
                "coverage");
        for (Tails tails : Tails.values()) {
            for (int seeds : List.of(3, 5, 10)) {
                Found found = withoutEffect(new World(SHARED, tails), seeds);
                line(
                        text,
                        FALSE_VERDICTS,
                        tails.name().toLowerCase(Locale.ROOT),
                        seeds,
                        share(found.believed()),
                        share(found.better()),
                        share(found.decided()),
                        share(found.shown()),
                        share(found.reproduced()),
                        share(found.unmarked()),
                        "%.1f %%".formatted(100.0 * found.asAccurate() / studies),
                        "%.1f %%".formatted(100 * found.coverage()));
            }
        }
        border(text);
        bootstrap(text);
        powers(text);
        return text.toString();
    }

    /** What a study holds, counted in one. */
    private void sizes(StringBuilder text) {
        Analysis one = analysis(new DrawnStudy(new World(SHARED, Tails.NORMAL), generator(400)).build(5));
        line(
                text,
                "%d simulated studies a line, seed %d: 5 methods, SDDE with 2 values of λ, 1 data set, 2 near and 2",
                studies,
                seed);
        line(
                text,
                "far OOD sets; %d comparisons with the baseline and %d lights for claims of the paper in one family,",
                one.compared(),
                one.tests() - one.compared());
        line(
                text,
                "%d tests of %d pre-registered claims in another; half of the variance over seeds is common to the",
                ClaimTest.of(one.study().claims(), one.groups()).size(),
                one.study().claims().size());
        line(text, "methods, half of what is left to the metrics.");
    }

    private void border(StringBuilder text) {
        line(text, "");
        line(text, "SDDE is 0.2 points less accurate than every other method: studies that light C2 as reproduced");
        for (int seeds : List.of(3, 5, 10)) {
            line(text, "%5d seeds: %s", seeds, share(falselyAsAccurate(new World(SHARED, Tails.NORMAL), seeds)));
        }
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
        line(text, "Power: SDDE's AUROC on both near sets is one point above every other method's. The spread of the");
        line(
                text,
                "difference of two runs of a seed, averaged over both sets, is 0.52 points (each run 0.60 points a set).");
        line(
                text,
                "%5s  %-22s %-12s %s",
                "seeds",
                "better in the verdicts",
                "claim shown",
                "light C1 of near-OOD AUROC");
        for (int seeds : List.of(3, 5, 10)) {
            Power power = power(new World(SHARED, Tails.NORMAL), seeds, 0.01);
            line(
                    text,
                    "%5d  %-22s %-12s %.1f %%",
                    seeds,
                    "%.1f %%".formatted(100 * power.comparison()),
                    "%.1f %%".formatted(100 * power.claim()),
                    100 * power.light());
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
