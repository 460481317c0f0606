package sdde.evaluate;

import java.util.Set;

/**
 * Which measurements of a run are made.
 *
 * @param all everything there is
 * @param aggregators by name; if not all, those of these alone
 */
record Wanted(boolean all, Set<String> aggregators) {
    static final Wanted ALL = new Wanted(true, Set.of());

    Wanted {
        aggregators = Set.copyOf(aggregators);
    }

    static Wanted only(Set<String> aggregators) {
        return new Wanted(false, aggregators);
    }

    boolean has(String aggregator) {
        return all || aggregators.contains(aggregator);
    }
}
