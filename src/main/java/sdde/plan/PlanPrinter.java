package sdde.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdde.config.Smoke;
import sdde.plan.PlannedRun.Standing;
import sdde.run.Json;

/** Shows a plan before anything starts. Lines end in '\n'. */
public final class PlanPrinter {
    private static final int ENDS = 3;
    private static final int MOST_LISTED = 10;
    private static final int WIDEST_VALUES = 60;

    private final Plan plan;
    private final int slots;
    private final Estimate estimate;
    private final int columns;
    private final RunNames names;

    /** @param slots runs at a time. @param columns at which lines are broken; 0: nowhere */
    public PlanPrinter(Plan plan, int slots, Estimate estimate, int columns) {
        this.plan = plan;
        this.slots = slots;
        this.estimate = estimate;
        this.columns = columns;
        this.names = new RunNames(plan.runs().stream().map(PlannedRun::spec).toList());
    }

    /** For people. */
    public String text() {
        List<String> lines = new ArrayList<>();
        String description = plan.sweep().description();
        lines.add("sweep " + plan.sweep().name() + (description.isEmpty() ? "" : ": " + description));
        lines.add("file " + plan.sweep().file());
        plan.sweep().smoke().ifPresent(smoke -> smoke(smoke, lines));
        lines.add("");
        plan.axes().forEach((key, values) -> lines.add(count(key, values.size()) + "   " + shorten(values)));
        lines.add("");
        lines.add(count("points", plan.expanded()));
        lines.add(count(
                "excluded",
                plan.exclusions().stream().mapToInt(Plan.Excluded::points).sum()));
        plan.exclusions()
                .forEach(excluded -> lines.add("  %8d by %s (%s)"
                        .formatted(
                                excluded.points(),
                                excluded.rule().text(),
                                excluded.rule().place())));
        lines.add(count("merged", plan.mergedPoints()));
        listed(plan.merged(), merged -> "  %8d into %s".formatted(merged.points(), merged.title()), lines);
        lines.add(count("runs", plan.runs().size()));
        for (Standing standing : Standing.values()) {
            if (standing == Standing.NEW || plan.count(standing) > 0) {
                lines.add("  %8d %s".formatted(plan.count(standing), standing.words()));
            }
        }
        lines.add(count("at a time", slots));
        lines.add("");
        estimated(lines);
        lines.add("");
        lines.add("not from an axis");
        lines.addAll(Defaults.lines(plan));
        lines.add("");
        lines.add("in this order");
        plan.ahead()
                .forEach(ahead -> lines.add("  %8d put ahead by %s (%s)"
                        .formatted(
                                ahead.runs(), ahead.rule().text(), ahead.rule().place())));
        runs(lines);
        plan.warnings().forEach(warning -> lines.add("warning: " + warning));
        plan.missing().forEach(data -> lines.add("missing: " + data));
        if (!plan.missing().isEmpty()) {
            lines.add("no run starts before these data can be used; ids of runs that train on them may be others then");
        }
        return lines.stream().map(line -> Defaults.broken(line, columns)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void smoke(Smoke smoke, List<String> lines) {
        lines.add("smoke form of %s: a trial of the program; its numbers are no results".formatted(smoke.of()));
        smoke.reduced().forEach(line -> lines.add("  " + line));
        Map<String, List<String>> sets = new LinkedHashMap<>();
        smoke.standIns().forEach(standIn -> sets.computeIfAbsent(standIn.why(), why -> new ArrayList<>())
                .add("%s (%s)".formatted(standIn.set(), standIn.made())));
        sets.forEach((why, names) ->
                lines.add("  generated images stand in for %s: %s".formatted(String.join(", ", names), why)));
    }

    private void estimated(List<String> lines) {
        if (estimate.atATime() == 0) {
            lines.add("nothing is left to do");
            return;
        }
        if (!estimate.bases().isEmpty()) {
            lines.add("time: about %s with %d at a time; %s of work, the longest run %s"
                    .formatted(
                            time(estimate.wall()),
                            estimate.atATime(),
                            time(estimate.work()),
                            time(estimate.longest())));
        }
        estimate.bases()
                .forEach((basis, runs) -> lines.add("  %8d %s by: %s".formatted(runs, noun(runs), basis.words())));
        if (estimate.unknown() > 0) {
            lines.add(
                    "  %8d %s without an estimate: no measured run and no cost model for the network, or its data are missing"
                            .formatted(estimate.unknown(), noun(estimate.unknown())));
        }
        if (estimate.bytes() > 0) {
            lines.add("disk: about %s more".formatted(bytes(estimate.bytes())));
        }
        plan.sweep()
                .execution()
                .budget()
                .time()
                .ifPresent(time ->
                        lines.add("budget: %s, then nothing more is started".formatted(time(time.toMillis() / 1e3))));
        plan.sweep()
                .execution()
                .budget()
                .runs()
                .ifPresent(runs -> lines.add("budget: %d runs a start".formatted(runs)));
        plan.sweep()
                .claims()
                .keySet()
                .forEach(claim -> lines.add("claim %s: %s".formatted(claim.name(), claim.content())));
    }

    private static String noun(int runs) {
        return runs == 1 ? "run" : "runs";
    }

    /** Two digits are more than an estimate has. */
    static String time(double seconds) {
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        double minutes = seconds / 60;
        if (minutes < 90) {
            return Math.round(minutes) + " min";
        }
        double hours = minutes / 60;
        return hours < 48
                ? String.format(Locale.ROOT, hours < 10 ? "%.1f h" : "%.0f h", hours)
                : String.format(Locale.ROOT, hours < 240 ? "%.1f days" : "%.0f days", hours / 24);
    }

    static String bytes(long bytes) {
        if (bytes < 1_000_000) {
            return Math.max(1, bytes / 1000) + " kB";
        }
        return bytes < 1_000_000_000 ? bytes / 1_000_000 + " MB" : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Left-aligned name, right-aligned number. */
    private static String count(String name, int number) {
        return String.format(Locale.ROOT, "%-18s %6d", name, number);
    }

    private static String shorten(List<String> values) {
        String all = String.join(", ", values);
        return all.length() <= WIDEST_VALUES
                ? all
                : all.substring(0, WIDEST_VALUES - 10).replaceAll(", [^,]*$", "") + ", …, "
                        + values.get(values.size() - 1);
    }

    private static <T> void listed(List<T> all, Function<T, String> shown, List<String> lines) {
        all.stream().limit(MOST_LISTED).map(shown).forEach(lines::add);
        if (all.size() > MOST_LISTED) {
            lines.add("           and %d more".formatted(all.size() - MOST_LISTED));
        }
    }

    private void runs(List<String> lines) {
        int size = plan.runs().size();
        for (int i = 0; i < size; i++) {
            if (i < ENDS || i >= size - ENDS) {
                PlannedRun run = plan.runs().get(i);
                lines.add("  %6d  %s  %s  %s"
                        .formatted(
                                i + 1,
                                run.id(),
                                names.of(run.spec()),
                                run.standing().words()));
            } else if (i == ENDS) {
                lines.add("       …");
            }
        }
    }

    /** For scripts: one JSON object, on one line. */
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sweep", plan.sweep().name());
        all.put("description", plan.sweep().description());
        all.put("file", plan.sweep().file());
        all.put("plan_hash", plan.freeze(0).hash());
        plan.sweep().smoke().ifPresent(smoke -> all.put("smoke", smoke));
        all.put("axes", plan.axes());
        all.put("points", plan.expanded());
        all.put(
                "excluded",
                plan.exclusions().stream()
                        .map(excluded -> Map.of(
                                "rule", excluded.rule().text(),
                                "place", excluded.rule().place().toString(),
                                "points", excluded.points()))
                        .toList());
        all.put("merged", plan.merged());
        all.put(
                "priority",
                plan.ahead().stream()
                        .map(ahead -> Map.of(
                                "rule", ahead.rule().text(),
                                "place", ahead.rule().place().toString(),
                                "runs", ahead.runs()))
                        .toList());
        all.put(
                "standing",
                Stream.of(Standing.values())
                        .collect(Collectors.toMap(standing -> standing.name().toLowerCase(Locale.ROOT), plan::count)));
        all.put("at_a_time", slots);
        all.put("estimate", json(estimate));
        all.put("claims", plan.sweep().claims().keySet());
        all.put("resolved", plan.resolved());
        all.put("runs", plan.runs().stream().map(this::json).toList());
        all.put("warnings", plan.warnings().stream().map(String::valueOf).toList());
        all.put("missing", plan.missing().stream().map(String::valueOf).toList());
        return Json.line(all) + "\n";
    }

    private static Map<String, Object> json(Estimate estimate) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seconds", Math.round(estimate.wall()));
        all.put("work_seconds", Math.round(estimate.work()));
        all.put("longest_run_seconds", Math.round(estimate.longest()));
        all.put("at_a_time", estimate.atATime());
        all.put("bytes", estimate.bytes());
        all.put("unknown", estimate.unknown());
        Map<String, Integer> bases = new LinkedHashMap<>();
        estimate.bases().forEach((basis, runs) -> bases.put(basis.name().toLowerCase(Locale.ROOT), runs));
        all.put("basis", bases);
        return all;
    }

    private Map<String, Object> json(PlannedRun run) {
        return Map.of(
                "id", run.id(),
                "title", names.of(run.spec()),
                "standing", run.standing().name().toLowerCase(Locale.ROOT),
                "missing", run.missing().stream().sorted().toList(),
                "spec", run.spec());
    }

    /** A number as a person would write it: 0.0005, not 5.0E-4. */
    static String shown(@Nullable Object value) {
        if (value instanceof Double number) {
            BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
            return plain.scale() > 8 ? number.toString() : plain.toPlainString();
        }
        return String.valueOf(value);
    }
}
