package sdde.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sdde.run.EventLog;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.run.RunState;
import sdde.run.Verifications;
import sdde.schedule.Summary;

/**
 * Compares finished runs with the same runs trained again.
 *
 * @param tolerance largest |Δlogit| that another processor or library may make
 */
record Verification(Home home, double tolerance) {
    /** What a start event says that may change the last bits. */
    private static final List<String> MACHINE =
            List.of("cpu", "arch", "libtorch", "djl", "java", "device", "threads", "commit");

    /** How equal two trainings are. */
    enum Verdict {
        /** Weights and all logits are the same bytes. */
        @JsonProperty("bitwise")
        BITWISE("bitwise"),
        @JsonProperty("within tolerance")
        WITHIN_TOLERANCE("within tolerance"),
        /** Beyond tolerance, or one of them is not there, or not what it was. */
        @JsonProperty("different")
        DIFFERENT("different");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean isGood() {
            return this != DIFFERENT;
        }
    }

    /** A hash as stored and as it came out again. */
    record Hash(String stored, String again) {
        private static final int SHORT = 12;

        String shown() {
            return stored.equals(again) ? "= " + cut(stored) : "≠ " + cut(stored) + " " + cut(again);
        }

        private static String cut(String hash) {
            return hash.substring(0, Math.min(SHORT, hash.length()));
        }
    }

    /** @param largestDifference over all evaluation sets of both; infinite if they cannot be compared */
    record Comparison(
            RunId run,
            String title,
            Hash weights,
            Hash logits,
            double largestDifference,
            Verdict verdict,
            List<String> notes) {}

    /** @param scratch where it was trained again. @param summary of that */
    Comparison compare(Member member, Home scratch, Summary summary) {
        RunFiles files = RunFiles.of(home.runs(), member.id());
        StoredOutputs stored = StoredOutputs.of(files, member.evalSets());
        RunFiles made = RunFiles.of(scratch.runs(), member.id());
        if (summary.states().get(member) != RunState.SUCCEEDED) {
            return of(member, stored, null, List.of("trained again, it " + why(member, summary)));
        }
        StoredOutputs again = StoredOutputs.of(made, member.evalSets());
        List<String> notes = new ArrayList<>();
        if (!stored.isIntact()) {
            notes.add("its files are not those that its result.json vouches for");
        }
        if (!stored.logits().keySet().equals(again.logits().keySet())) {
            notes.add("compared on " + stored.logits().keySet() + " only: the other sets are not predicted yet");
        }
        notes.addAll(machines(files, stored, made, again));
        return of(member, stored, again, notes);
    }

    /** Notes them for the report of a sweep. */
    void keep(String sweep, List<Comparison> comparisons) {
        long now = Clock.systemUTC().millis();
        Verifications.note(
                home,
                sweep,
                comparisons.stream()
                        .map(one -> new Verifications.Entry(
                                now,
                                one.run(),
                                one.title(),
                                tolerance,
                                new Verifications.Pair(
                                        one.weights().stored(), one.weights().again()),
                                new Verifications.Pair(
                                        one.logits().stored(), one.logits().again()),
                                one.largestDifference(),
                                one.verdict().words(),
                                one.notes()))
                        .toList());
    }

    private Comparison of(Member member, StoredOutputs stored, @Nullable StoredOutputs again, List<String> notes) {
        double difference = again == null ? Double.POSITIVE_INFINITY : stored.largestDifference(again);
        String none = "nothing";
        return new Comparison(
                member.id(),
                member.spec().title(),
                new Hash(stored.weightsSha256(), again == null ? none : again.weightsSha256()),
                new Hash(
                        stored.logitsSha256().orElse(none),
                        again == null ? none : again.logitsSha256().orElse(none)),
                difference,
                again == null ? Verdict.DIFFERENT : verdict(stored, again, tolerance),
                notes);
    }

    static Verdict verdict(StoredOutputs stored, StoredOutputs again, double tolerance) {
        double difference = stored.largestDifference(again);
        if (!stored.isIntact() || difference > tolerance) {
            return Verdict.DIFFERENT;
        }
        boolean equal = stored.hasWeightsOf(again) && difference == 0;
        return equal ? Verdict.BITWISE : Verdict.WITHIN_TOLERANCE;
    }

    private static String why(Member member, Summary summary) {
        return Optional.ofNullable(summary.failures().get(member))
                .map(failure -> failure.words())
                .orElse("ended as " + summary.states().get(member));
    }

    /** What the two were trained on, where it is not the same. */
    private static List<String> machines(RunFiles files, StoredOutputs stored, RunFiles made, StoredOutputs again) {
        Map<String, Object> then = machine(files, stored.result().attempt());
        Map<String, Object> now = machine(made, again.result().attempt());
        return MACHINE.stream()
                .filter(fact -> then.containsKey(fact) && !then.get(fact).equals(now.get(fact)))
                .map(fact -> "%s was '%s', is '%s'".formatted(fact, then.get(fact), now.get(fact)))
                .toList();
    }

    private static Map<String, Object> machine(RunFiles files, int attempt) {
        return new EventLog(files.attempt(attempt).events())
                .read().stream()
                        .filter(event -> event.type().equals("start"))
                        .findFirst()
                        .map(event -> (Map<String, Object>) event.data())
                        .orElse(new TreeMap<>());
    }
}
