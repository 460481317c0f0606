package sdde.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import sdde.config.Sweep;

/** Rules asked of many points, and for how many each was the first that agreed. */
final class Rules {
    private final List<Sweep.Rule> rules;
    private final int[] times;
    private final IdentityHashMap<Point, int[]> concerned = new IdentityHashMap<>();

    /** @param rules in the order in which they are asked */
    Rules(List<Sweep.Rule> rules) {
        this.rules = rules;
        this.times = new int[rules.size()];
    }

    /** The index of the first rule that agrees, if one does. */
    OptionalInt first(Point point, int ensembleSize, long seed) {
        for (int i : concerned.computeIfAbsent(point, this::thatMayAgree)) {
            if (point.agrees(rules.get(i), ensembleSize, seed)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** A point is resolved once for all seeds and sizes, so most rules are asked once for all of them. */
    private int[] thatMayAgree(Point point) {
        return IntStream.range(0, rules.size())
                .filter(i -> point.mayAgree(rules.get(i)))
                .toArray();
    }

    /** Counts one for the rule at this index. */
    void count(int rule) {
        times[rule]++;
    }

    /** What was counted for the rule at this index. */
    int times(int rule) {
        return times[rule];
    }
}
