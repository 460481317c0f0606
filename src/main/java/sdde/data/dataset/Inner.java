package sdde.data.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;

/** The dataset that another one changes. */
final class Inner {
    private Inner() {}

    /** Parameters by which datasets are told where a user's files lie. */
    private static final List<String> WHERE = List.of("folder", "path", "images");

    /** Sets that cannot do without. */
    private static final List<String> OWN = List.of("folder", "idx", "npz");

    /** Of published files. */
    static Dataset of(String what, String name, int validationSize, long splitSeed) {
        return of(what, name, validationSize, splitSeed, "");
    }

    /**
     * @param what is made of it, for messages
     * @param name of a dataset, whose other parameters keep their defaults
     * @param path of a user's own files; empty: none
     * @throws UserError if there is none of that name, it is made of another one itself, or takes no path or nothing else
     */
    static Dataset of(String what, String name, int validationSize, long splitSeed, String path) {
        Map<String, Object> taken = Datasets.REGISTRY.parameters(name);
        if (taken.containsKey("of")) {
            throw new UserError(
                    "not supported: %s of dataset '%s', which is made of another one".formatted(what, name));
        }
        Map<String, Object> passedOn =
                new TreeMap<>(Map.of("validation_size", validationSize, "split_seed", splitSeed));
        passedOn.keySet().retainAll(taken.keySet());
        Optional<String> where = WHERE.stream().filter(taken::containsKey).findFirst();
        if (path.isEmpty() && OWN.contains(name)) {
            throw new UserError("%s of dataset '%s' needs the path of its files".formatted(what, name));
        }
        if (!path.isEmpty()) {
            passedOn.put(
                    where.orElseThrow(() -> new UserError(
                            "%s of dataset '%s' takes no path: its files are known".formatted(what, name))),
                    path);
        }
        return Datasets.REGISTRY.create(Choice.of(name, passedOn));
    }
}
