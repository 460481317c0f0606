package sdde.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import sdde.run.EvalSet;

/** Which λ stands for a method where there is room for one: chosen on validation data, never on test data. */
public final class Selection {
    /** How a λ is chosen. */
    public enum Rule {
        /** Lowest mean NLL of the validation set. */
        @JsonProperty("val")
        VALIDATION("val", "lowest NLL on the validation set"),
        /** Highest mean AUROC over the OOD validation sets. */
        @JsonProperty("ood-val")
        OOD_VALIDATION("ood-val", "highest AUROC on the OOD validation sets");

        private final String label;
        private final String words;

        Rule(String label, String words) {
            this.label = label;
            this.words = words;
        }

        /** As a user writes it. */
        public String label() {
            return label;
        }

        public String words() {
            return words;
        }
    }

    private Selection() {}

    /** One row a method, in plan order; without validation numbers the first row that has any. */
    static List<MethodRow> of(Group group, ReportOptions options) {
        Map<String, List<MethodRow>> byName = new LinkedHashMap<>();
        group.rows().stream().filter(row -> !row.used().isEmpty()).forEach(row -> byName.computeIfAbsent(
                        row.method().name(), name -> new ArrayList<>())
                .add(row));
        return byName.values().stream().map(rows -> best(rows, group, options)).toList();
    }

    /** Whether any run has what the rule asks for. */
    public static boolean isPossible(Study study, ReportOptions options) {
        return Group.of(study).stream().anyMatch(group -> group.used().stream()
                .anyMatch(run -> endpoint(group, options).of(run).isPresent()));
    }

    /** In a note below a table or figure; empty where no method has several rows. */
    static String note(Group group, ReportOptions options) {
        return group.lambdaRows().isEmpty()
                ? ""
                : "One λ a method, chosen by the " + options.select().words() + ".";
    }

    private static MethodRow best(List<MethodRow> rows, Group group, ReportOptions options) {
        Endpoint endpoint = endpoint(group, options);
        return rows.stream()
                .filter(row -> score(row, endpoint).isPresent())
                .max(Comparator.comparingDouble(row ->
                        score(row, endpoint).orElse(Double.NEGATIVE_INFINITY) * (endpoint.higherIsBetter() ? 1 : -1)))
                .orElse(rows.get(0));
    }

    private static OptionalDouble score(MethodRow row, Endpoint endpoint) {
        return row.used().stream()
                .flatMapToDouble(run -> endpoint.of(run).stream())
                .average();
    }

    /** By what one is chosen. */
    static Endpoint endpoint(Group group, ReportOptions options) {
        if (options.select() == Rule.OOD_VALIDATION) {
            return Endpoint.auroc("", "", group.sets(EvalSet.Role.OOD_VALIDATION), options.aggregator(), false);
        }
        return new Endpoint(
                "",
                "",
                "nll",
                group.sets(EvalSet.Role.VALIDATION),
                ScoreKey.NO_AGGREGATOR,
                false,
                false,
                sdde.report.document.Scale.PLAIN);
    }
}
