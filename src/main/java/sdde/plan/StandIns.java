package sdde.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.OodSet;
import sdde.config.Setting;
import sdde.config.Smoke;
import sdde.config.Sweep;

/**
 * Puts generated images in the place of datasets that are not there, and fits the validation split to small ones. A stand-in
 * has a name of its own, so that none of its numbers can be taken for the set's.
 */
final class StandIns {
    static final String GENERATED = "synthetic";
    static final String SUFFIX = "-stand-in";
    private static final String SOURCE = "smoke form";
    private static final String VALIDATION_SIZE = "dataset.validation_size";
    private static final long TRAINING_IMAGES = 1200;
    private static final long VALIDATION_IMAGES = 400;
    private static final long TEST_IMAGES = 400;

    private final DataShelf shelf;
    private final List<Smoke.StandIn> made = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** Names of evaluation sets, without their split. */
    private final Map<String, String> renamed = new LinkedHashMap<>();

    StandIns(DataShelf shelf) {
        this.shelf = shelf;
    }

    List<Smoke.StandIn> made() {
        return List.copyOf(made);
    }

    /** What was changed besides, a line each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** {@code svhn/test} as it is called now. */
    String nameOf(String set) {
        int slash = set.indexOf('/');
        String dataset = slash < 0 ? set : set.substring(0, slash);
        return renamed.containsKey(dataset) ? renamed.get(dataset) + set.substring(dataset.length()) : set;
    }

    /** The settings of a recipe. @param dataset its name */
    Map<String, Setting> recipe(String dataset, Map<String, Setting> recipe, Sweep sweep) {
        Map<String, Setting> settings = new LinkedHashMap<>(recipe);
        Setting name = settings.get("dataset");
        if (name == null) {
            return settings;
        }
        Choice choice = choice(String.valueOf(name.value()), settings, sweep.set());
        Optional<String> problem = shelf.problem(choice, List.of("train", "test"));
        Optional<DataShelf.Form> form = shelf.form(choice);
        if (problem.isEmpty()) {
            fit(dataset, choice, settings, name);
        } else if (form.isPresent()) {
            made.add(new Smoke.StandIn(dataset, words(form.get()), problem.get()));
            renamed.put(choice.name(), GENERATED);
            settings.keySet().removeIf(key -> key.startsWith("dataset."));
            settings.put("dataset", new Setting(GENERATED, name.place(), SOURCE));
            parameters(form.get(), dataset)
                    .forEach((key, value) -> settings.put("dataset." + key, new Setting(value, name.place(), SOURCE)));
        }
        outOfDistribution(settings, sweep.set().keySet());
        return settings;
    }

    /** A dataset of a few hundred images keeps the share of its validation images, not their number. */
    private void fit(String dataset, Choice choice, Map<String, Setting> settings, Setting name) {
        OptionalLong asked = shelf.validationSize(choice);
        if (asked.isEmpty()) {
            return;
        }
        long images = shelf.trainingImages(choice);
        if (asked.getAsLong() > images / 2) {
            long fewer = Math.max(1, images / 4);
            settings.put(VALIDATION_SIZE, new Setting(fewer, name.place(), SOURCE));
            notes.add("%s of %s: %d, because it has %d images for training"
                    .formatted(VALIDATION_SIZE, dataset, fewer, images));
        }
    }

    /** Replaces absent sets in the lists {@code ood.*}. @param given elsewhere, so that they do not count here */
    void outOfDistribution(Map<String, Setting> settings, Set<String> given) {
        for (EvalSetKey key : EvalSetKey.values()) {
            Setting list = settings.get(key.key());
            if (list != null && list.value() instanceof List<?> sets && !given.contains(key.key())) {
                List<Object> there = new ArrayList<>();
                sets.forEach(set -> there.add(set instanceof OodSet ood ? there(ood, key.split()) : set));
                settings.put(key.key(), new Setting(there, list.place(), list.source()));
            }
        }
    }

    private OodSet there(OodSet set, String split) {
        Optional<String> problem = shelf.problem(set.dataset(), List.of(split));
        Optional<DataShelf.Form> form = problem.isEmpty() ? Optional.empty() : form(set.dataset());
        if (form.isEmpty()) {
            return set; // it is there, or the plan says what is wrong with it
        }
        String name = set.name() + SUFFIX;
        if (renamed.putIfAbsent(set.name(), name) == null) {
            made.add(new Smoke.StandIn(set.name(), words(form.get()), problem.get()));
        }
        return new OodSet(name, Choice.of(GENERATED, parameters(form.get(), name)));
    }

    /** Files of a user's own that are not there tell no form; images of any are brought to the trained set's in the end. */
    private Optional<DataShelf.Form> form(Choice dataset) {
        return shelf.form(dataset)
                .or(() -> shelf.isAbsent(dataset) ? Optional.of(new DataShelf.Form(10, 1, 28)) : Optional.empty());
    }

    /** @param name of the set: others look different */
    private static Map<String, Object> parameters(DataShelf.Form form, String name) {
        return new TreeMap<>(Map.of(
                "channels", (long) form.channels(),
                "size", (long) form.size(),
                "classes", (long) Math.max(2, form.classes()),
                "training_images", TRAINING_IMAGES,
                "test_images", TEST_IMAGES,
                "validation_size", VALIDATION_IMAGES,
                "seed", (long) Math.floorMod(name.hashCode(), 1_000_000)));
    }

    private static String words(DataShelf.Form form) {
        return "%d × %d × %d, %d classes"
                .formatted(form.channels(), form.size(), form.size(), Math.max(2, form.classes()));
    }

    /** The dataset as its recipe and {@code set} choose it. */
    private static Choice choice(String name, Map<String, Setting> recipe, Map<String, Setting> set) {
        TreeMap<String, Object> parameters = new TreeMap<>();
        for (Map<String, Setting> layer : List.of(recipe, set)) {
            layer.forEach((key, setting) -> {
                if (key.startsWith("dataset.")) {
                    parameters.put(key.substring("dataset.".length()), setting.value());
                }
            });
        }
        return new Choice(name, parameters);
    }
}
