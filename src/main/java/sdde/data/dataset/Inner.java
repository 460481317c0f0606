package sdde.data.dataset;

import java.util.Map;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;

/** The dataset that another one changes. */
final class Inner {
    private Inner() {}

    /**
     * @param what is made of it, for messages
     * @param name of a dataset, whose other parameters keep their defaults
     * @throws UserError if there is none of that name, or it is made of another one itself
     */
    static Dataset of(String what, String name, int validationSize, long splitSeed) {
        Map<String, Object> taken = Datasets.REGISTRY.parameters(name);
        if (taken.containsKey("of")) {
            throw new UserError(
                    "not supported: %s of dataset '%s', which is made of another one".formatted(what, name));
        }
        Map<String, Object> passedOn =
                new TreeMap<>(Map.of("validation_size", validationSize, "split_seed", splitSeed));
        passedOn.keySet().retainAll(taken.keySet());
        return Datasets.REGISTRY.create(Choice.of(name, passedOn));
    }
}
