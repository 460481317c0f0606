package sdde.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what is shaped like a recipe, whole or in part: keys may be nested ({@code train: {epochs: 1}}) or dotted
 * ({@code train.epochs: 1}). Every value is checked alone by the variant that takes it.
 */
final class SettingsReader {
    private final RecipeKeys keys;
    private final YamlFile file;
    private final Path folder;
    private final Problems problems;

    /** @param folder against which relative paths in the file are meant */
    SettingsReader(RecipeKeys keys, YamlFile file, Path folder, Problems problems) {
        this.keys = keys;
        this.file = file;
        this.folder = folder;
        this.problems = problems;
    }

    /** All settings of a mapping, by dotted key. */
    Map<String, Setting> all(Node node) {
        Map<String, Setting> found = new LinkedHashMap<>();
        if (!(node instanceof Node.Entries entries)) {
            problems.add(node.place(), "expected keys and values, got " + node.shown());
            problems.leaveOpen();
            return found;
        }
        entries.entries().forEach(entry -> read(entry.key(), entry, found));
        return found;
    }

    /** Reads one entry under its dotted key. */
    void read(String key, Node.Entry entry, Map<String, Setting> found) {
        Node value = entry.value();
        if (keys.isName(key) && value instanceof Node.Entries parts) {
            for (Node.Entry part : parts.entries()) {
                boolean isName = part.key().equals("name");
                Node.Entry under = isName ? new Node.Entry(part.place(), key, part.value()) : part;
                read(isName ? key : key + "." + part.key(), under, found);
            }
        } else if (keys.isGroup(key)) {
            group(key, value, found);
        } else if (!keys.isLeaf(key)) {
            problems.add(entry.place(), keys.unknown(key));
            problems.leaveOpen();
        } else {
            leaf(key, value).ifPresent(setting -> put(key, entry, setting, found));
        }
    }

    private void group(String key, Node value, Map<String, Setting> found) {
        if (value instanceof Node.Entries parts) {
            parts.entries().forEach(part -> read(key + "." + part.key(), part, found));
        } else {
            problems.add(value.place(), "'%s' takes keys %s, got %s".formatted(key, keys.under(key), value.shown()));
            problems.leaveOpen();
        }
    }

    private void put(String key, Node.Entry entry, Setting setting, Map<String, Setting> found) {
        Setting first = found.putIfAbsent(key, setting);
        if (first != null) {
            problems.add(
                    entry.place(),
                    "key '%s' is given twice, first in line %d"
                            .formatted(key, first.place().line()));
        }
    }

    private Optional<Setting> leaf(String key, Node value) {
        if (key.startsWith("ood.")) {
            return Optional.of(new Setting(oodSets(key, value), value.place(), file.comment(value.place())));
        }
        Optional<Setting> read = Scalars.checked(value, given -> keys.check(key, located(key, given)), problems)
                .map(given -> new Setting(located(key, given), value.place(), file.comment(value.place())));
        if (read.isEmpty() && keys.isName(key)) {
            problems.leaveOpen();
        }
        return read;
    }

    private List<OodSet> oodSets(String key, Node node) {
        if (!(node instanceof Node.Items items)) {
            problems.add(node.place(), "'%s' takes a list of datasets, got %s".formatted(key, node.shown()));
            problems.leaveOpen();
            return List.of();
        }
        List<OodSet> sets = new ArrayList<>();
        for (Node item : items.items()) {
            oodSet(item).ifPresent(set -> {
                if (sets.stream().anyMatch(other -> other.name().equals(set.name()))) {
                    problems.add(item.place(), "set '" + set.name() + "' is given twice");
                }
                sets.add(set);
            });
        }
        if (sets.size() < items.items().size()) {
            problems.leaveOpen();
        }
        return sets;
    }

    private Optional<OodSet> oodSet(Node item) {
        if (item instanceof Node.Scalar scalar) {
            return complete(scalar.place(), scalar.text(), Choice.of(scalar.text()), List.of());
        }
        if (!(item instanceof Node.Entries entries)) {
            problems.add(item.place(), "expected a dataset, got " + item.shown());
            return Optional.empty();
        }
        String name = "";
        Optional<Node.Entry> dataset = Optional.empty();
        for (Node.Entry entry : entries.entries()) {
            if (entry.key().equals("name")) {
                name = entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
            } else if (dataset.isEmpty()) {
                dataset = Optional.of(entry);
            } else {
                problems.add(entry.place(), "a set has a name and one dataset, got '" + entry.key() + "' besides");
            }
        }
        if (dataset.isEmpty() || !name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            if (name.isEmpty() && slipOfName(entries)) {
                return Optional.empty();
            }
            problems.add(
                    item.place(),
                    "expected {name: NAME, DATASET: {…}} with a name of letters, digits, '-' and '_', got "
                            + item.shown());
            return Optional.empty();
        }
        if (!keys.vocabulary().datasets().has(dataset.get().key())) {
            problems.add(
                    dataset.get().place(),
                    SweepReader.unknown(
                            dataset.get().key(), keys.vocabulary().datasets().names()));
            return Optional.empty();
        }
        List<Node.Entry> given =
                dataset.get().value() instanceof Node.Entries parts ? parts.entries() : List.<Node.Entry>of();
        Choice choice = new Choice(dataset.get().key(), parameters(dataset.get()));
        return complete(dataset.get().place(), name, choice, given);
    }

    /** Whether a key looks like a mistyped 'name'; then that is the problem. */
    private boolean slipOfName(Node.Entries entries) {
        Optional<Node.Entry> slip = entries.entries().stream()
                .filter(entry -> !keys.vocabulary().datasets().has(entry.key()))
                .filter(entry ->
                        DidYouMean.nearest(entry.key(), List.of("name")).isPresent())
                .findFirst();
        slip.ifPresent(entry -> problems.add(entry.place(), SweepReader.unknown(entry.key(), List.of("name"))));
        return slip.isPresent();
    }

    private SortedMap<String, Object> parameters(Node.Entry dataset) {
        SortedMap<String, Object> given = new TreeMap<>();
        Node node = dataset.value();
        List<String> known = List.copyOf(
                keys.vocabulary().datasets().parameters(dataset.key()).keySet());
        if (!(node instanceof Node.Entries entries)) {
            problems.add(node.place(), "expected parameters, got " + node.shown());
            return given;
        }
        for (Node.Entry entry : entries.entries()) {
            if (!known.contains(entry.key())) {
                problems.add(entry.place(), SweepReader.unknown(entry.key(), known));
                continue;
            }
            List<Object> readings = Scalars.readings(entry.value(), problems);
            readings.stream()
                    .filter(value -> keys.vocabulary().datasets().takes(dataset.key(), entry.key(), value))
                    .findFirst()
                    .or(() -> readings.stream().findFirst()) // the data set refuses it with its own words
                    .map(value -> Choice.PATHS.contains(entry.key()) ? resolved(value) : value)
                    .ifPresent(value -> given.put(entry.key(), value));
        }
        return given;
    }

    /** @param given its parameters as they are written: one that is wrong whatever the others are is named at its value */
    private Optional<OodSet> complete(Place place, String name, Choice choice, List<Node.Entry> given) {
        Registry<?> datasets = keys.vocabulary().datasets();
        try {
            datasets.create(choice);
        } catch (UserError e) {
            String wrong = String.valueOf(e.getMessage());
            Place own = given.stream()
                    .filter(entry -> datasets.problem(alone(choice, entry.key()))
                            .filter(wrong::equals)
                            .isPresent())
                    .map(entry -> entry.value().place())
                    .findFirst()
                    .orElse(place);
            problems.add(own, wrong);
            return Optional.empty();
        }
        Optional<Node.Entry> unknown = given.stream()
                .filter(entry -> entry.key().equals(RecipeKeys.OF))
                .filter(entry ->
                        !datasets.has(String.valueOf(choice.parameters().get(RecipeKeys.OF))))
                .findFirst();
        if (unknown.isPresent()) {
            Node of = unknown.get().value();
            String text = String.valueOf(choice.parameters().get(RecipeKeys.OF));
            problems.add(
                    of.place(), "unknown dataset '%s'%s".formatted(text, DidYouMean.orKnown(text, datasets.names())));
            return Optional.empty();
        }
        return Optional.of(new OodSet(name, choice));
    }

    private static Choice alone(Choice choice, String parameter) {
        SortedMap<String, Object> only = new TreeMap<>(choice.parameters());
        only.keySet().retainAll(Set.of(parameter));
        return new Choice(choice.name(), only);
    }

    /** The value of a key; a path is meant from the file it stands in. */
    Object located(String key, Object value) {
        boolean isPath = key.startsWith("dataset.") && Choice.PATHS.contains(key.substring("dataset.".length()));
        boolean isFile =
                key.endsWith(".outliers") && !keys.vocabulary().datasets().has(String.valueOf(value));
        return isPath || isFile ? resolved(value) : value;
    }

    private Object resolved(Object value) {
        if (!(value instanceof String text) || text.isEmpty()) {
            return value;
        }
        try {
            return folder.resolve(text).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return value; // the dataset refuses it with its own words
        }
    }
}
