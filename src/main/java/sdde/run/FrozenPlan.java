package sdde.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sdde.config.Claim;
import sdde.config.ReportChoice;
import sdde.config.Smoke;

/**
 * {@code runs/.sweeps/<sweep>/<plan-hash>.json}: what a sweep was when it started; written before its first run.
 *
 * @param sweep the name as the user wrote it
 * @param time milliseconds since 1970, UTC, of the first start with this plan
 * @param members in plan order
 * @param expanded points of the grid before merging and exclusion
 * @param merged points that named a run already in the plan
 * @param exclusions rule and number of points it took out
 * @param text of the sweep file
 * @param claims that were frozen with it; later ones are in {@link Registrations}
 * @param report what the file chose for its report
 * @param smoke what was done to the sweep, if this is its smoke form
 */
public record FrozenPlan(
        String sweep,
        String description,
        long time,
        List<Member> members,
        int expanded,
        int merged,
        List<Exclusion> exclusions,
        String text,
        List<Claim> claims,
        ReportChoice report,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Smoke smoke) {
    /** A run of the sweep and the sets it is evaluated on. */
    public record Member(RunId id, RunSpec spec, List<EvalSet> evalSets) {
        public Member {
            evalSets = List.copyOf(evalSets);
        }
    }

    /** @param rule as written, with its place: {@code {dataset: fashion-mnist} (a.yaml:12:5)} */
    public record Exclusion(String rule, int points) {}

    /** A plan without claims. */
    public FrozenPlan(
            String sweep,
            String description,
            long time,
            List<Member> members,
            int expanded,
            int merged,
            List<Exclusion> exclusions,
            String text) {
        this(sweep, description, time, members, expanded, merged, exclusions, text, List.of(), ReportChoice.NONE, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public FrozenPlan {
        claims = claims == null ? List.of() : List.copyOf(claims); // plans of before claims have none
        report = report == null ? ReportChoice.NONE : report;
        members = List.copyOf(members);
        exclusions = List.copyOf(exclusions);
    }

    /** The same with its members in another order, the one in which they are to start. @param ids all of them */
    public FrozenPlan inOrder(List<RunId> ids) {
        Map<RunId, Member> byId = new HashMap<>();
        members.forEach(member -> byId.put(member.id(), member));
        List<Member> ordered = ids.stream()
                .map(id -> Objects.requireNonNull(byId.get(id), () -> "no run " + id + " in this plan"))
                .toList();
        return new FrozenPlan(
                sweep, description, time, ordered, expanded, merged, exclusions, text, claims, report, smoke);
    }

    /** Of the members alone: a comment, an order or a name changes nothing. */
    public String hash() {
        List<String> content = members.stream()
                .map(member -> Json.line(new Member(member.id(), member.spec(), member.evalSets())))
                .sorted()
                .toList();
        return Hashes.of(String.join("\n", content)).substring(0, 16);
    }
}
