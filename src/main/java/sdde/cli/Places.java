package sdde.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sdde.config.OodSet;
import sdde.config.Place;
import sdde.config.Setting;
import sdde.config.Sweep;
import sdde.run.EvalSet;
import sdde.run.RunSpec;

/** Where a sweep and its recipes say what a run is made of, for messages. */
record Places(Sweep sweep) {
    /** Of the method's name, else the file. */
    Place method(RunSpec spec) {
        return axis("method", spec.method().name());
    }

    /** Of the network's name on an axis, in {@code set} or in the recipe, else the method's. */
    Place network(RunSpec spec) {
        return named("network", spec.network().name()).orElseGet(() -> method(spec));
    }

    /** Of the data set's name on an axis, else in its recipe, else the file. */
    Place dataset(RunSpec spec) {
        return named("dataset", spec.dataset().name()).orElseGet(() -> Place.of(sweep.file()));
    }

    private Optional<Place> named(String key, String name) {
        Place place = axis(key, name);
        return place.line() > 0
                ? Optional.of(place)
                : settings(key)
                        .filter(setting -> name.equals(setting.value()))
                        .map(Setting::place)
                        .findFirst();
    }

    /** Of the key that names the set, else the file. */
    Place evalSet(EvalSet set) {
        return Stream.of("ood.near", "ood.far", "ood.validation")
                .flatMap(this::settings)
                .filter(setting -> setting.value() instanceof List<?> sets
                        && sets.stream()
                                .anyMatch(one ->
                                        one instanceof OodSet ood && set.name().startsWith(ood.name() + "/")))
                .map(Setting::place)
                .findFirst()
                .orElse(Place.of(sweep.file()));
    }

    private Stream<Setting> settings(String key) {
        return Stream.concat(
                        Stream.of(sweep.set()),
                        sweep.recipes().values().stream().map(recipe -> recipe.settings()))
                .map((Map<String, Setting> settings) -> settings.get(key))
                .filter(Objects::nonNull);
    }

    private Place axis(String key, String name) {
        return sweep.blocks().stream()
                .flatMap(block -> block.axes().stream())
                .flatMap(axis -> axis.values().stream())
                .map(value -> value.settings().get(key))
                .filter(setting -> setting != null && name.equals(setting.value()))
                .map(Setting::place)
                .findFirst()
                .orElse(Place.of(sweep.file()));
    }
}
