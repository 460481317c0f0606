package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdde.config.Claim;
import sdde.config.ReportChoice;
import sdde.config.Smoke;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.RunId;

/** Several plans as one. */
public final class United {
    private United() {}

    /** A run of several plans is one run, asked on the sets of all. @param plans at least one; of one it is that one */
    public static FrozenPlan of(List<FrozenPlan> plans) {
        if (plans.size() == 1) {
            return plans.get(0);
        }
        Map<RunId, FrozenPlan.Member> members = new LinkedHashMap<>();
        List<FrozenPlan.Exclusion> exclusions = new ArrayList<>();
        Set<Claim> claims = new LinkedHashSet<>();
        int shared = 0;
        for (FrozenPlan plan : plans) {
            for (FrozenPlan.Member member : plan.members()) {
                shared += members.containsKey(member.id()) ? 1 : 0;
                members.merge(member.id(), member, United::both);
            }
            exclusions.addAll(plan.exclusions());
            claims.addAll(plan.claims());
        }
        return new FrozenPlan(
                name(plans),
                plans.stream().map(FrozenPlan::description).distinct().collect(Collectors.joining(" ")),
                plans.stream().mapToLong(FrozenPlan::time).min().orElse(0),
                List.copyOf(members.values()),
                plans.stream().mapToInt(FrozenPlan::expanded).sum(),
                plans.stream().mapToInt(FrozenPlan::merged).sum() + shared,
                exclusions,
                plans.stream().map(FrozenPlan::text).collect(Collectors.joining("\n---\n")),
                List.copyOf(claims),
                choice(plans),
                smoke(plans));
    }

    /** {@code first+second}. */
    static String name(List<FrozenPlan> plans) {
        return plans.stream().map(FrozenPlan::sweep).collect(Collectors.joining("+"));
    }

    private static FrozenPlan.Member both(FrozenPlan.Member one, FrozenPlan.Member other) {
        Map<String, EvalSet> sets = new LinkedHashMap<>();
        one.evalSets().forEach(set -> sets.put(set.name(), set));
        other.evalSets().forEach(set -> sets.putIfAbsent(set.name(), set));
        return new FrozenPlan.Member(one.id(), one.spec(), List.copyOf(sets.values()));
    }

    private static ReportChoice choice(List<FrozenPlan> plans) {
        return plans.stream()
                .map(FrozenPlan::report)
                .filter(choice -> !choice.equals(ReportChoice.NONE))
                .findFirst()
                .orElse(ReportChoice.NONE);
    }

    /** If one is a trial, so is the whole. */
    private static @Nullable Smoke smoke(List<FrozenPlan> plans) {
        return plans.stream()
                .map(FrozenPlan::smoke)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
