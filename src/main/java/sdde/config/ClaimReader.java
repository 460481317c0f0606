package sdde.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code claims} and {@code report}: what is to be shown, and how. */
final class ClaimReader {
    static final List<String> KEYS = List.of("name", "endpoint", "contrast", "margin");
    static final List<String> ENDPOINT_KEYS = List.of("metric", "set", "aggregator", "method");
    static final List<String> CONTRAST_KEYS = List.of("method", "aggregator");
    static final List<String> REPORT_KEYS = List.of("baseline", "aggregator");
    private static final String NONE = "-";
    private static final String USUAL_AGGREGATOR = "logit-average";

    private final Vocabulary vocabulary;
    private final Problems problems;

    ClaimReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /** Each claim with its place. */
    Map<Claim, ClaimPlaces> claims(Node node) {
        Map<Claim, ClaimPlaces> claims = new LinkedHashMap<>();
        if (!(node instanceof Node.Items items) || items.items().isEmpty()) {
            problems.add(
                    node.place(),
                    "expected a list of claims {endpoint: …, contrast: …, margin: …}, got " + node.shown());
            return claims;
        }
        Map<String, Place> names = new HashMap<>();
        for (int i = 0; i < items.items().size(); i++) {
            Node item = items.items().get(i);
            claim(item, "claim-" + (i + 1)).ifPresent(claim -> {
                Place first = names.putIfAbsent(claim.name(), item.place());
                if (first != null) {
                    problems.add(
                            item.place(),
                            "claim '%s' is given twice, first in line %d".formatted(claim.name(), first.line()));
                }
                claims.put(claim, new ClaimPlaces(item.place(), setOf(item)));
            });
        }
        return claims;
    }

    private static Place setOf(Node claim) {
        return entry(claim, "endpoint")
                .flatMap(endpoint -> entry(endpoint, "set"))
                .orElse(claim)
                .place();
    }

    private static Optional<Node> entry(Node node, String key) {
        return node instanceof Node.Entries parts
                ? parts.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .map(Node.Entry::value)
                        .findFirst()
                : Optional.empty();
    }

    ReportChoice report(Node node) {
        Map<String, Node.Entry> parts = parts(node, REPORT_KEYS, "{baseline: METHOD, aggregator: AGGREGATOR}");
        return new ReportChoice(
                method(parts.get("baseline")).orElse(null),
                aggregator(parts.get("aggregator")).orElse(null));
    }

    private Optional<Claim> claim(Node node, String usualName) {
        Map<String, Node.Entry> parts = parts(node, KEYS, "a claim {endpoint: …, contrast: …, margin: …}");
        int before = problems.all().size();
        String name = name(parts.get("name"), usualName);
        double margin = margin(parts.get("margin"));
        Optional<Claim.Contrast> contrast = needed(node, parts, "contrast").flatMap(this::contrast);
        Optional<Claim.Endpoint> endpoint = needed(node, parts, "endpoint")
                .flatMap(entry -> endpoint(entry.value(), contrast.map(Claim.Contrast::side)));
        return endpoint.isEmpty() || contrast.isEmpty() || problems.all().size() > before
                ? Optional.empty()
                : Optional.of(new Claim(name, endpoint.get(), contrast.get(), margin));
    }

    private Optional<Node.Entry> needed(Node node, Map<String, Node.Entry> parts, String key) {
        if (!parts.containsKey(key)) {
            missing(node, parts, key);
        }
        return Optional.ofNullable(parts.get(key));
    }

    /** Unless a key that is wrong may be the one that is meant. */
    private void missing(Node node, Map<String, Node.Entry> parts, String key) {
        if (!parts.isEmpty()
                && node instanceof Node.Entries entries
                && entries.entries().size() == parts.size()) {
            problems.add(node.place(), "key '" + key + "' is missing, got " + node.shown());
        }
    }

    private String name(Node.@Nullable Entry entry, String usual) {
        if (entry == null) {
            return usual;
        }
        if (entry.value() instanceof Node.Scalar scalar
                && !Values.text(scalar).isEmpty()
                && scalar.text().length() <= 64) {
            return scalar.text();
        }
        problems.add(
                entry.value().place(),
                "expected a name of 1 to 64 characters, got " + entry.value().shown());
        return usual;
    }

    private double margin(Node.@Nullable Entry entry) {
        if (entry == null) {
            return 0;
        }
        String wrong = "margin must be a number in the metric's own unit, got "
                + entry.value().shown();
        return Scalars.checked(
                        entry.value(),
                        value -> value instanceof Number ? Optional.empty() : Optional.of(wrong),
                        problems)
                .map(value -> ((Number) value).doubleValue())
                .orElse(0.0);
    }

    private Optional<Claim.Contrast> contrast(Node.Entry entry) {
        Map<String, Node.Entry> parts =
                parts(entry.value(), CONTRAST_KEYS, "{method: [BETTER, THAN]} or {aggregator: [BETTER, THAN]}");
        if (parts.size() != 1) {
            if (parts.size() > 1) {
                problems.add(entry.value().place(), "a contrast is between methods or between aggregators, not both");
            }
            return Optional.empty();
        }
        Node.Entry side = parts.values().iterator().next();
        if (!(side.value() instanceof Node.Items two) || two.items().size() != 2) {
            problems.add(
                    side.value().place(),
                    "expected two names [BETTER, THAN], got " + side.value().shown());
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        boolean methods = side.key().equals("method");
        for (Node item : two.items()) {
            Node.Entry named = new Node.Entry(item.place(), side.key(), item);
            (methods ? method(named) : aggregator(named)).ifPresent(names::add);
        }
        if (names.size() == 2 && names.get(0).equals(names.get(1))) {
            problems.add(side.value().place(), "compares '" + names.get(0) + "' with itself");
            return Optional.empty();
        }
        return names.size() < 2
                ? Optional.empty()
                : Optional.of(new Claim.Contrast(
                        methods ? Claim.Side.METHOD : Claim.Side.AGGREGATOR, names.get(0), names.get(1)));
    }

    private Optional<Claim.Endpoint> endpoint(Node node, Optional<Claim.Side> side) {
        Map<String, Node.Entry> parts = parts(node, ENDPOINT_KEYS, "{metric: METRIC, set: SET}");
        Node.Entry metric = parts.get("metric");
        if (metric == null) {
            missing(node, parts, "metric");
            return Optional.empty();
        }
        Optional<String> name = known("metric", metric, vocabulary.measures().metricNames());
        Measures.Kind kind = name.map(vocabulary.measures().metrics()::get).orElse(Measures.Kind.DETECTION);
        boolean detects = kind == Measures.Kind.DETECTION;
        String set = set(parts.get("set"), detects);
        if (detects && (set.equals("test") || set.equals("validation"))) {
            problems.add(
                    metric.value().place(),
                    "metric %s needs out-of-distribution images; give a set such as ood-near"
                            .formatted(metric.value().shown()));
        }
        boolean confident = kind != Measures.Kind.PREDICTION;
        boolean byAggregator = side.filter(Claim.Side.AGGREGATOR::equals).isPresent();
        if (byAggregator && !confident) {
            problems.add(
                    metric.value().place(),
                    "no aggregator matters to metric " + metric.value().shown());
        }
        effect(
                parts.get("aggregator"),
                confident && !byAggregator,
                "an aggregator contrast, or a metric of predictions");
        effect(parts.get("method"), side.isEmpty() || byAggregator, "a contrast of methods");
        String usual = confident && !byAggregator ? USUAL_AGGREGATOR : NONE;
        String aggregator = aggregator(parts.get("aggregator")).orElse(usual);
        String method = method(parts.get("method")).orElse(NONE);
        return name.map(known -> new Claim.Endpoint(known, set, aggregator, method));
    }

    private void effect(Node.@Nullable Entry entry, boolean has, String where) {
        if (entry != null && !has) {
            problems.add(entry.place(), "'%s' has no effect on %s; leave it out".formatted(entry.key(), where));
        }
    }

    private String set(Node.@Nullable Entry entry, boolean detects) {
        if (entry == null) {
            return detects ? "ood-near" : "test";
        }
        if (entry.value() instanceof Node.Scalar scalar && !Values.text(scalar).isEmpty()) {
            return scalar.text(); // whether a run is evaluated on it, the plan knows
        }
        problems.add(
                entry.value().place(),
                "expected a set such as test or ood-near, got " + entry.value().shown());
        return "test";
    }

    private Optional<String> method(Node.@Nullable Entry entry) {
        return entry == null
                ? Optional.empty()
                : known("method", entry, vocabulary.methods().names());
    }

    /** By the name that measurements have. */
    private Optional<String> aggregator(Node.@Nullable Entry entry) {
        return entry == null
                ? Optional.empty()
                : known("aggregator", entry, vocabulary.measures().aggregatorNames())
                        .map(name -> vocabulary.measures().aggregators().getOrDefault(name, name));
    }

    private Optional<String> known(String kind, Node.Entry entry, List<String> names) {
        String text = entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        if (names.contains(text)) {
            return Optional.of(text);
        }
        String hint = DidYouMean.hint(text, names);
        problems.add(
                entry.value().place(),
                "unknown %s %s%s known: %s".formatted(kind, entry.value().shown(), hint.isEmpty() ? ";" : hint, names));
        return Optional.empty();
    }

    private Map<String, Node.Entry> parts(Node node, List<String> keys, String expected) {
        Map<String, Node.Entry> parts = new LinkedHashMap<>();
        if (!(node instanceof Node.Entries entries) || entries.entries().isEmpty()) {
            problems.add(node.place(), "expected " + expected + ", got " + node.shown());
            return parts;
        }
        for (Node.Entry entry : entries.entries()) {
            if (keys.contains(entry.key())) {
                parts.put(entry.key(), entry);
            } else {
                problems.add(entry.place(), SweepReader.unknown(entry.key(), keys));
            }
        }
        return parts;
    }
}
