package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sdde.report.document.Scale;
import sdde.report.statistics.StudentT;
import sdde.run.EvalSet;

/** The claims of arXiv 2305.11616 as tests that were fixed with this program, before any sweep. */
final class PaperClaims {
    static final List<String> RIVALS = List.of("de", "ncl", "adp", "dice");
    private static final String SDDE = "sdde";

    /** No less accurate: by not more than 0.2 points. */
    static final double ACCURACY_MARGIN = -0.002;

    /** A gain in AUROC below 0.1 points is none. */
    static final double RELEVANT_AUROC = 0.001;

    private static final Scale FINE = new Scale(1, 3);

    private final Group group;
    private final ReportOptions options;
    private final Map<String, MethodRow> rows = new LinkedHashMap<>();

    private PaperClaims(Group group, ReportOptions options) {
        this.group = group;
        this.options = options;
        Selection.of(group, options)
                .forEach(row -> rows.putIfAbsent(row.method().name(), row));
    }

    /** A claim's part for every group that has anything to say of it, else once, untested. */
    static List<PaperClaim> of(List<Group> groups, ReportOptions options) {
        List<PaperClaims> all = groups.stream()
                .filter(group -> !group.used().isEmpty())
                .map(group -> new PaperClaims(group, options))
                .toList();
        List<PaperClaim> claims = new ArrayList<>();
        add(claims, all, "C1", "SDDE detects OOD better than DE, NCL, ADP and DICE", PaperClaims::detection);
        add(claims, all, "C2", "SDDE is at least as accurate (by no more than 0.2 points less)", PaperClaims::accuracy);
        add(claims, all, "C3", "SDDE is better calibrated", PaperClaims::calibration);
        add(claims, all, "C4", "Aggregating logits detects better than probabilities", PaperClaims::logits);
        add(claims, all, "C5", "Diversity losses lower the cosine of saliency maps, SDDE most", PaperClaims::cosines);
        add(claims, all, "C6", "Diversity and logits add up: each helps alone, both most", PaperClaims::both);
        add(claims, all, "C7", "A large λ buys diversity with accuracy", PaperClaims::lambda);
        return claims;
    }

    /** What of a claim a group can test. */
    private record Part(String name, List<PaperClaim.Leg> legs, List<String> absent) {}

    private static void add(
            List<PaperClaim> claims,
            List<PaperClaims> groups,
            String id,
            String claim,
            Function<PaperClaims, List<Part>> parts) {
        Map<String, List<PaperClaim>> byPart = new LinkedHashMap<>();
        for (PaperClaims of : groups) {
            for (Part part : parts.apply(of)) {
                byPart.computeIfAbsent(part.name, name -> new ArrayList<>())
                        .add(new PaperClaim(id, claim, part.name, of.group.title(), part.legs, part.absent));
            }
        }
        if (byPart.isEmpty()) {
            claims.add(new PaperClaim(id, claim, "", "", List.of(), List.of("runs with numbers")));
        }
        byPart.forEach((name, several) -> {
            List<PaperClaim> possible =
                    several.stream().filter(one -> !one.legs().isEmpty()).toList();
            if (possible.isEmpty()) {
                PaperClaim none = several.get(0);
                claims.add(new PaperClaim(id, claim, name, "", List.of(), none.absent()));
            }
            claims.addAll(possible);
        });
    }

    private List<Part> detection() {
        List<Part> parts = new ArrayList<>();
        for (EvalSet.Role role : List.of(EvalSet.Role.OOD_NEAR, EvalSet.Role.OOD_FAR)) {
            String near = role == EvalSet.Role.OOD_NEAR ? "near" : "far";
            String name = "%s-OOD AUROC, %s for all".formatted(near, options.aggregator());
            List<String> sets = group.sets(role);
            parts.add(
                    sets.isEmpty()
                            ? new Part(name, List.of(), List.of(near + " OOD sets"))
                            : against(name, auroc(sets, options.aggregator()), 0, RELEVANT_AUROC));
        }
        return parts;
    }

    private List<Part> accuracy() {
        return quality("accuracy", true, false, Scale.PERCENT)
                .map(endpoint -> List.of(against("accuracy", endpoint, ACCURACY_MARGIN, ACCURACY_MARGIN)))
                .orElse(List.of());
    }

    /** With temperature, as the authors' scripts do, where it was fitted. */
    private List<Part> calibration() {
        List<Part> parts = new ArrayList<>();
        for (String metric : List.of("nll", "ece", "brier")) {
            Scale scale = metric.equals("ece") ? Scale.PERCENT : Scale.PLAIN;
            Optional<Endpoint> scaled = quality(metric, false, true, scale).filter(endpoint -> group.used().stream()
                    .anyMatch(run -> endpoint.of(run).isPresent()));
            Optional<Endpoint> endpoint = scaled.isPresent() ? scaled : quality(metric, false, false, scale);
            String name = metric.equals("brier") ? "Brier" : metric.toUpperCase(java.util.Locale.ROOT);
            endpoint.ifPresent(of -> parts.add(
                    against(name + (scaled.isPresent() ? " with temperature" : " without temperature"), of, 0, 0)));
        }
        return parts;
    }

    private List<Part> cosines() {
        return quality("cam_cosine", false, false, FINE)
                .map(cosine -> {
                    List<PaperClaim.Leg> lower = new ArrayList<>();
                    List<String> absent = new ArrayList<>();
                    for (String method : RIVALS.subList(1, RIVALS.size())) {
                        leg(method, "de", cosine, 0, 0).ifPresentOrElse(lower::add, () -> absent.add(method));
                    }
                    return List.of(
                            against("SDDE's cosine lower than any other", cosine, 0, 0),
                            new Part("NCL's, ADP's and DICE's lower than DE's", lower, absent));
                })
                .orElse(List.of());
    }

    /** SDDE against every rival. */
    private Part against(String name, Endpoint endpoint, double margin, double relevant) {
        List<PaperClaim.Leg> legs = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String rival : RIVALS) {
            leg(SDDE, rival, endpoint, margin, relevant).ifPresentOrElse(legs::add, () -> absent.add(rival));
        }
        return rows.containsKey(SDDE) ? new Part(name, legs, absent) : new Part(name, List.of(), List.of(SDDE));
    }

    /** None if either has no number. */
    private Optional<PaperClaim.Leg> leg(
            String better, String than, Endpoint endpoint, double margin, double relevant) {
        MethodRow mine = rows.get(better);
        MethodRow theirs = rows.get(than);
        if (mine == null || theirs == null) {
            return Optional.empty();
        }
        Paired paired = Paired.of(endpoint.of(mine, group.seeds()), endpoint.of(theirs, group.seeds()))
                .oriented(endpoint.higherIsBetter());
        return paired.size() == 0
                ? Optional.empty()
                : Optional.of(new PaperClaim.Leg(
                        mine.label() + " against " + theirs.label(),
                        paired.size(),
                        paired.test(),
                        margin,
                        relevant,
                        endpoint.scale()));
    }

    /** The mean over methods of the difference, of each seed that all methods have: one number a seed. */
    private List<Part> logits() {
        List<Part> parts = new ArrayList<>();
        for (String set : group.oodSets()) {
            double[] mean = new double[group.seeds().size()];
            for (MethodRow row : rows.values()) {
                double[] gain =
                        gain(new Scored(row, ReportOptions.DEFAULT.aggregator()), new Scored(row, "prob-average"), set);
                Arrays.setAll(mean, seed -> mean[seed] + gain[seed] / rows.size());
            }
            parts.add(part(
                    "AUROC on " + Endpoint.name(set) + ", U_avg less prob-average, mean over methods",
                    List.of(leg("U_avg against prob-average", mean))));
        }
        return parts.isEmpty() ? List.of(new Part("AUROC", List.of(), List.of("OOD sets"))) : parts;
    }

    private List<Part> both() {
        MethodRow sdde = rows.get(SDDE);
        MethodRow de = rows.get("de");
        if (sdde == null || de == null || group.oodSets().isEmpty()) {
            return List.of(new Part("AUROC", List.of(), List.of("SDDE and DE with OOD sets")));
        }
        List<Part> parts = new ArrayList<>();
        Scored neither = new Scored(de, "prob-average");
        Scored diversity = new Scored(sdde, "prob-average");
        Scored logits = new Scored(de, "logit-average");
        Scored two = new Scored(sdde, "logit-average");
        for (String set : group.oodSets()) {
            parts.add(part(
                    "AUROC on " + Endpoint.name(set),
                    List.of(
                            leg("diversity alone", gain(diversity, neither, set)),
                            leg("logits alone", gain(logits, neither, set)),
                            leg("both against diversity", gain(two, diversity, set)),
                            leg("both against logits", gain(two, logits, set)))));
        }
        return parts;
    }

    private List<Part> lambda() {
        List<MethodRow> curve = group.lambdaRows().getOrDefault(SDDE, List.of()).stream()
                .filter(row -> row.lambda().orElse(0) > 0 && !row.used().isEmpty())
                .toList();
        Optional<Endpoint> accuracy = quality("accuracy", true, false, Scale.PERCENT);
        Optional<Endpoint> cosine = quality("cam_cosine", true, false, FINE);
        if (curve.size() < 2 || accuracy.isEmpty() || cosine.isEmpty()) {
            return List.of(new Part("accuracy and cosine", List.of(), List.of("two values of λ above 0")));
        }
        MethodRow low = curve.get(0);
        MethodRow high = curve.get(curve.size() - 1);
        List<PaperClaim.Leg> legs = new ArrayList<>();
        for (Endpoint endpoint : List.of(accuracy.get(), cosine.get())) {
            Paired paired = Paired.of(endpoint.of(low, group.seeds()), endpoint.of(high, group.seeds()));
            if (paired.size() > 0) {
                legs.add(new PaperClaim.Leg(
                        "%s lost from %s to %s".formatted(endpoint.header(), low.label(), high.label()),
                        paired.size(),
                        paired.test(),
                        0,
                        0,
                        endpoint.scale()));
            }
        }
        return List.of(new Part(
                "accuracy and cosine fall from the smallest to the largest λ",
                legs.size() == 2 ? legs : List.of(),
                legs.size() == 2 ? List.of() : List.of("accuracy and cosine of both")));
    }

    /** A method scored by an aggregator. */
    private record Scored(MethodRow row, String aggregator) {}

    /** AUROC of one less that of another, by seed. */
    private double[] gain(Scored better, Scored than, String set) {
        double[] x = auroc(List.of(set), better.aggregator).of(better.row, group.seeds());
        double[] y = auroc(List.of(set), than.aggregator).of(than.row, group.seeds());
        double[] gain = new double[x.length];
        Arrays.setAll(gain, seed -> x[seed] - y[seed]);
        return gain;
    }

    private static PaperClaim.Leg leg(String words, double[] gain) {
        double[] there = Estimates.defined(gain);
        StudentT test = StudentT.paired(there, new double[there.length]);
        return new PaperClaim.Leg(words, there.length, test, 0, RELEVANT_AUROC, Scale.PERCENT);
    }

    /** Of legs that have any seed. */
    private static Part part(String name, List<PaperClaim.Leg> legs) {
        boolean all = legs.stream().allMatch(leg -> leg.pairs() > 0);
        return new Part(name, all ? legs : List.of(), all ? List.of() : List.of("AUROC by both aggregators"));
    }

    private static Endpoint auroc(List<String> sets, String aggregator) {
        return Endpoint.auroc("", "AUROC", sets, aggregator, false);
    }

    private Optional<Endpoint> quality(String metric, boolean higher, boolean scaled, Scale scale) {
        return group.testSet()
                .map(set -> new Endpoint(
                        metric, metric, metric, List.of(set), ScoreKey.NO_AGGREGATOR, scaled, higher, scale));
    }
}
