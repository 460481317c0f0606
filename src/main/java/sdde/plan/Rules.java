package sdde.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdde.config.Setting;
import sdde.config.Sweep;

/**
 * Rules asked of many points, and for how many each was the first that agreed. They are sorted by what they ask for: a
 * point looks each of its facts up once, however many rules there are, and a rule is asked alone only about alternatives of several keys, {@code method: [de, {name: sdde, lambda: 0}]}.
 */
final class Rules {
    /** What a value of one fact lets through: the rules that name it and those that do not ask. */
    private final Map<String, Map<Object, BitSet>> naming = new HashMap<>();

    private final Map<String, BitSet> asking = new HashMap<>();
    /** Asked of the points that may agree by each fact alone: whether they do in all of one value. */
    private final Map<Integer, List<List<Sweep.Value>>> alternatives = new HashMap<>();

    private final int[] times;

    /** @param rules in the order in which they are asked */
    Rules(List<Sweep.Rule> rules) {
        times = new int[rules.size()];
        for (int i = 0; i < times.length; i++) {
            int rule = i;
            rules.get(i).values().values().forEach(allowed -> add(rule, allowed));
        }
    }

    /** @param allowed what a rule lets one of its keys be */
    private void add(int rule, List<Sweep.Value> allowed) {
        Set<String> shared = new HashSet<>();
        allowed.stream()
                .limit(1)
                .forEach(value -> shared.addAll(value.settings().keySet())); // none if it is a problem
        allowed.forEach(value -> shared.retainAll(value.settings().keySet()));
        boolean told = shared.removeIf(key -> isAsked(rule, key));
        for (Sweep.Value value : allowed) {
            shared.forEach(key -> let(rule, key, value.settings().get(key)));
        }
        boolean alone = !allowed.isEmpty()
                && allowed.stream().allMatch(value -> value.settings().size() == shared.size())
                && (shared.size() == 1 || allowed.size() == 1);
        if (told || !alone) {
            alternatives.computeIfAbsent(rule, absent -> new ArrayList<>()).add(allowed);
        }
    }

    private void let(int rule, String key, @Nullable Setting setting) {
        if (setting != null) {
            asking.computeIfAbsent(key, absent -> new BitSet()).set(rule);
            naming.computeIfAbsent(key, absent -> new HashMap<>())
                    .computeIfAbsent(comparable(setting.value()), absent -> new BitSet())
                    .set(rule);
        }
    }

    private boolean isAsked(int rule, String key) {
        BitSet asked = asking.get(key);
        return asked != null && asked.get(rule);
    }

    /** The rules that agree with a point at some ensemble size and seed. */
    BitSet concerning(Point point) {
        BitSet rules = new BitSet();
        rules.set(0, times.length);
        Set<String> keys = new HashSet<>(asking.keySet());
        keys.removeAll(Point.CHEAP);
        keys.forEach(key -> keep(rules, key, point.fact(key)));
        alternatives.forEach((rule, lists) -> {
            if (rules.get(rule)
                    && !lists.stream().allMatch(allowed -> allowed.stream().anyMatch(point::hasAll))) {
                rules.clear(rule);
            }
        });
        return rules;
    }

    /** The index of the first of these rules that agrees with an ensemble size and a seed, if one does. */
    OptionalInt first(BitSet concerning, int ensembleSize, long seed) {
        if (concerning.isEmpty()) {
            return OptionalInt.empty();
        }
        BitSet rules = (BitSet) concerning.clone();
        keep(rules, "ensemble_size", (long) ensembleSize);
        keep(rules, "seed", seed);
        return rules.isEmpty() ? OptionalInt.empty() : OptionalInt.of(rules.nextSetBit(0));
    }

    /** Counts one for the rule at this index. */
    void count(int rule) {
        times[rule]++;
    }

    /** What was counted for the rule at this index. */
    int times(int rule) {
        return times[rule];
    }

    private void keep(BitSet rules, String key, @Nullable Object fact) {
        BitSet asked = asking.get(key);
        if (asked == null) {
            return;
        }
        BitSet named = fact == null ? null : naming.getOrDefault(key, Map.of()).get(comparable(fact));
        BitSet against = (BitSet) asked.clone();
        if (named != null) {
            against.andNot(named);
        }
        rules.andNot(against);
    }

    /** Numbers by what they are, not by how they are written or kept; whole ones that no double holds as they are. */
    static Object comparable(Object value) {
        if (value instanceof Number number) {
            double asDouble = number.doubleValue();
            return number instanceof Double || Math.abs(asDouble) < 0x1p53 ? (Object) asDouble : number.longValue();
        }
        return value;
    }

    /** Whether a setting is of this value. */
    static boolean equal(Setting wanted, @Nullable Object is) {
        return is != null && comparable(wanted.value()).equals(comparable(is));
    }
}
