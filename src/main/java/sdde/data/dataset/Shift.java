package sdde.data.dataset;

import java.util.Map;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;

/**
 * Another dataset's images, changed until they are no longer of its distribution: out-of-distribution validation sets
 * without a download. What becomes of an image depends on the seed and the image's id alone.
 *
 * @param of name of the dataset
 * @param kind one of {@link Shifts#KINDS}
 * @param seed of the changes
 * @param validationSize passed on to the dataset
 * @param splitSeed passed on to the dataset
 */
public record Shift(String of, String kind, long seed, int validationSize, long splitSeed) implements Dataset {
    public Shift {
        Embedded.checkValidationSize(validationSize);
        if (!Shifts.KINDS.containsKey(kind)) {
            throw new IllegalArgumentException(
                    "kind must be one of %s, got '%s'".formatted(Shifts.KINDS.keySet(), kind));
        }
    }

    @Override
    public Images load(Split split) {
        return Shifts.apply(kind, source().load(split), seed);
    }

    @Override
    public Facts facts() {
        return source().facts();
    }

    private Dataset source() {
        Map<String, Object> passedOn =
                new TreeMap<>(Map.of("validation_size", validationSize, "split_seed", splitSeed));
        if (!Datasets.REGISTRY.parameters(of).keySet().equals(passedOn.keySet())) {
            throw new UserError(
                    "not supported yet: a shift of dataset '" + of + "'; supported: [mnist, fashion-mnist]");
        }
        return Datasets.REGISTRY.create(Choice.of(of, passedOn));
    }
}
