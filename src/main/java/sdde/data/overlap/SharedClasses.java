package sdde.data.overlap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Classes that two sets have in common, by their names: a word of one that is a word of the other. */
public final class SharedClasses {
    private SharedClasses() {}

    /** {@code "automobile = beach wagon, station wagon"}, in the order of the first set. */
    public static List<String> of(List<String> first, List<String> second) {
        List<String> shared = new ArrayList<>();
        for (String one : first) {
            for (String other : second) {
                Set<String> common = meanings(one);
                common.retainAll(meanings(other));
                if (!common.isEmpty()) {
                    shared.add(one.equals(other) ? one : one + " = " + other);
                }
            }
        }
        return List.copyOf(shared);
    }

    /** A class of WordNet has several names, parted by commas; the last word of each says what kind of thing it is. */
    private static Set<String> meanings(String name) {
        Set<String> meanings = new TreeSet<>();
        for (String part : name.toLowerCase(Locale.ROOT).replace('_', ' ').split(",")) {
            String meaning = part.strip();
            meanings.add(meaning);
            meanings.add(meaning.substring(meaning.lastIndexOf(' ') + 1));
        }
        meanings.remove("");
        return meanings;
    }
}
