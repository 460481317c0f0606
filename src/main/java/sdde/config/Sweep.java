package sdde.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep file, read and checked.
 *
 * @param file as the user named it
 * @param text of the file
 * @param name safe as the name of a folder
 * @param blocks united; a file without {@code blocks} has one
 * @param rules of {@code exclude}, in the order of the file
 * @param priority rules; a point that agrees with an earlier one starts earlier
 * @param set recipe keys given for all runs
 * @param recipes by dataset
 * @param tracking where and how it is mirrored
 * @param execution how it is carried out
 * @param claims that it is to test, and where they stand
 * @param report what its report is to show
 * @param smoke what was done to it, if this is a smoke form
 */
public record Sweep(
        String file,
        String text,
        String name,
        String description,
        List<Block> blocks,
        List<Rule> rules,
        List<Rule> priority,
        Map<String, Setting> set,
        Map<String, Recipe> recipes,
        Tracking tracking,
        Execution execution,
        Map<Claim, ClaimPlaces> claims,
        ReportChoice report,
        Optional<Smoke> smoke) {

    public Sweep {
        blocks = List.copyOf(blocks);
        rules = List.copyOf(rules);
        priority = List.copyOf(priority);
        set = ordered(set);
        recipes = ordered(recipes);
        claims = ordered(claims);
    }

    /** The product of its axes. */
    public record Block(Place place, List<Axis> axes) {
        public Block {
            axes = List.copyOf(axes);
        }
    }

    /** @param key as written; the keys of a zip joined by {@code +} */
    public record Axis(String key, Place place, List<Value> values) {
        public Axis {
            values = List.copyOf(values);
        }
    }

    /**
     * One value of an axis: several settings where a method has parameters or axes move together.
     *
     * @param settings by key: {@code dataset}, {@code ensemble_size}, {@code seed}, {@code method},
     *     {@code method.<parameter>}, {@code lambda}, or a recipe key
     */
    public record Value(Map<String, Setting> settings) {
        public Value {
            settings = ordered(settings);
        }

        /** Both together; on equal keys the other's. */
        public Value with(Value other) {
            Map<String, Setting> both = new LinkedHashMap<>(settings);
            both.putAll(other.settings);
            return new Value(both);
        }
    }

    /**
     * Meant are the points that agree with it in every key.
     *
     * @param text as written, on one line
     * @param values by key; a point agrees if it has all settings of one of them
     */
    public record Rule(Place place, String text, Map<String, List<Value>> values) {
        public Rule {
            values = ordered(values);
        }
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
