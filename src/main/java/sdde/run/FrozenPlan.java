package sdde.run;

import java.util.List;

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
 */
public record FrozenPlan(
        String sweep,
        String description,
        long time,
        List<Member> members,
        int expanded,
        int merged,
        List<Exclusion> exclusions,
        String text) {
    /** A run of the sweep and the sets it is evaluated on. */
    public record Member(RunId id, RunSpec spec, List<EvalSet> evalSets) {
        public Member {
            evalSets = List.copyOf(evalSets);
        }
    }

    /** @param rule as written, with its place: {@code {dataset: fashion-mnist} (a.yaml:12:5)} */
    public record Exclusion(String rule, int points) {}

    public FrozenPlan {
        members = List.copyOf(members);
        exclusions = List.copyOf(exclusions);
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
