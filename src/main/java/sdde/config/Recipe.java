package sdde.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code experiments/<dataset>.yaml}: how a dataset is used unless a sweep says otherwise.
 *
 * @param file as messages show it
 * @param dataset its name
 * @param place of that name
 * @param settings by dotted key: {@code train.epochs}, {@code methods.sdde.lambda}, {@code ood.near}
 */
public record Recipe(String file, String dataset, Place place, Map<String, Setting> settings) {
    public Recipe {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The recipe as a value of the axis {@code dataset}. */
    Sweep.Value datasetValue() {
        return new Sweep.Value(Map.of("dataset", new Setting(dataset, place, "")));
    }
}
