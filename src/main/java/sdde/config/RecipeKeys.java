package sdde.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All dotted keys of a recipe, built from the vocabulary. */
final class RecipeKeys {
    /** Who takes a parameter: the variants of a registry. */
    private record Parameter(Registry<?> registry, List<String> variants, String name) {}

    static final List<String> OOD = List.of("ood.near", "ood.far", "ood.validation");

    /** The parameter of datasets that are made from another one: its name. */
    static final String OF = "of";

    private final Vocabulary vocabulary;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    /** @param train the settings that every method shares, a registry with the one variant {@code train} */
    RecipeKeys(Vocabulary vocabulary, Registry<?> train) {
        this.vocabulary = vocabulary;
        addAll("dataset.", vocabulary.datasets(), vocabulary.datasets().names());
        addAll("network.", vocabulary.networks(), vocabulary.networks().names());
        addAll("train.", train, train.names());
        for (String method : vocabulary.methods().names()) {
            addAll("methods." + method + ".", vocabulary.methods(), List.of(method));
        }
    }

    private void addAll(String prefix, Registry<?> registry, List<String> variants) {
        for (String variant : variants) {
            for (String name : registry.parameters(variant).keySet()) {
                parameters
                        .computeIfAbsent(prefix + name, key -> new Parameter(registry, new ArrayList<>(), name))
                        .variants()
                        .add(variant);
            }
        }
    }

    /** The value of a parameter that nobody gives; null if the key is none. */
    @Nullable
    Object builtIn(String key) {
        Parameter parameter = parameters.get(key);
        return parameter == null
                ? null
                : parameter.registry().parameters(parameter.variants().get(0)).get(parameter.name());
    }

    /** The words of which a key's value is one; none if it is a number or any text. */
    List<String> words(String key) {
        Parameter parameter = parameters.get(key);
        return parameter == null
                ? List.of()
                : parameter.variants().stream()
                        .flatMap(variant -> parameter.registry().words(variant, parameter.name()).stream())
                        .distinct()
                        .toList();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    boolean isName(String key) {
        return key.equals("dataset") || key.equals("network");
    }

    boolean isLeaf(String key) {
        return isName(key) || OOD.contains(key) || parameters.containsKey(key);
    }

    boolean isGroup(String key) {
        return key.equals("train")
                || key.equals("ood")
                || key.equals("methods")
                || (key.startsWith("methods.") && vocabulary.methods().has(key.substring("methods.".length())));
    }

    /** Leaves, for messages. */
    List<String> all() {
        List<String> all = new ArrayList<>(List.of("dataset", "network"));
        all.addAll(parameters.keySet());
        all.addAll(OOD);
        return all;
    }

    /** The names that may follow a group's. */
    List<String> under(String group) {
        return all().stream()
                .filter(key -> key.startsWith(group + "."))
                .map(key -> key.substring(group.length() + 1).split("\\.")[0])
                .distinct()
                .toList();
    }

    /** What to say of a key that is not known. */
    String unknown(String key) {
        int dot = key.lastIndexOf('.');
        String group = dot < 0 ? "" : key.substring(0, dot);
        if (group.startsWith("methods.") && isGroup(group)) {
            return noSuchParameter(group.substring("methods.".length()), key.substring(dot + 1));
        }
        if (group.equals("methods")) {
            return message(
                    "method", key.substring(dot + 1), vocabulary.methods().names());
        }
        if (!group.isEmpty() && (isGroup(group) || isName(group))) {
            List<String> known = new ArrayList<>(isName(group) ? List.of("name") : List.of());
            known.addAll(under(group));
            String hint = DidYouMean.hint(key.substring(dot + 1), known, group + ".");
            return "unknown key '%s'%s".formatted(Text.shorten(key), DidYouMean.hintOrKnown(hint, known));
        }
        if (AxisReader.AXES.contains(key)) {
            return "'%s' is no key of a recipe but an axis, which stands in 'grid'%s"
                    .formatted(key, key.equals("lambda") ? "; here it is methods.METHOD.lambda" : "");
        }
        List<String> known = new ArrayList<>(List.of("train", "methods", "ood"));
        known.addAll(all());
        return "unknown key '%s'%s"
                .formatted(
                        Text.shorten(key),
                        DidYouMean.hintOrKnown(
                                DidYouMean.hint(key, known), List.of("dataset", "network", "train", "methods", "ood")));
    }

    /** What to say of a key at the top of a sweep that belongs further down; nothing if it belongs nowhere. */
    Optional<String> elsewhere(String key) {
        if (AxisReader.AXES.contains(key)) {
            return Optional.of("'%s' is an axis: it stands in 'grid'".formatted(key));
        }
        if (isLeaf(key) || isGroup(key)) {
            return Optional.of("'%s' is a key of recipes: it stands in 'set'".formatted(key));
        }
        List<String> inGroup =
                all().stream().filter(leaf -> leaf.endsWith("." + key)).toList();
        return inGroup.isEmpty()
                ? Optional.empty()
                : Optional.of("unknown key '%s'%s it stands in 'set'".formatted(key, DidYouMean.hint(key, inGroup)));
    }

    /** What to say of a parameter that a method does not take: a slip of the pen, or a key without effect. */
    String noSuchParameter(String method, String parameter) {
        List<String> known = List.copyOf(vocabulary.methods().parameters(method).keySet());
        List<String> takers = vocabulary.methods().names().stream()
                .filter(name -> vocabulary.methods().parameters(name).containsKey(parameter))
                .toList();
        if (takers.isEmpty()) {
            return "method '%s' takes %s, got [%s]%s"
                    .formatted(method, known, Text.shorten(parameter), DidYouMean.hint(parameter, known));
        }
        return "'%s' has no effect on method '%s', which takes %s; leave it out (it matters to %s)"
                .formatted(parameter, method, known, takers);
    }

    private static String message(String kind, String got, List<String> known) {
        return "unknown %s '%s'%s".formatted(kind, Text.shorten(got), DidYouMean.orKnown(got, known));
    }

    /** What is wrong with a value taken alone; nothing if a variant that takes the key accepts it. */
    Optional<String> check(String key, Object value) {
        if (isName(key)) {
            Registry<?> registry = key.equals("dataset") ? vocabulary.datasets() : vocabulary.networks();
            return registry.has(String.valueOf(value))
                    ? Optional.empty()
                    : Optional.of(message(key, String.valueOf(value), registry.names()));
        }
        Parameter parameter = parameters.get(key);
        if (parameter == null) {
            return Optional.of(unknown(key));
        }
        if (key.equals("dataset." + OF) && !vocabulary.datasets().has(String.valueOf(value))) {
            return Optional.of(message(
                    "dataset", String.valueOf(value), vocabulary.datasets().names()));
        }
        Optional<String> wrong = Optional.empty();
        for (String variant : parameter.variants()) {
            wrong = parameter.registry().problem(Choice.of(variant, Map.of(parameter.name(), value)));
            if (wrong.isEmpty()) {
                return wrong;
            }
        }
        return wrong.map(text -> text.replaceFirst("^train 'train': ", "train."));
    }
}
