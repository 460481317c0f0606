package sdde.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.config.Vocabulary;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.run.EvalSet;
import sdde.run.RunSpec;
import sdde.train.method.Method;
import sdde.train.method.Methods;
import sdde.train.network.Network;
import sdde.train.network.Networks;

/** What the outside may know of training without loading its native engine. */
public final class RunChecks {
    private RunChecks() {}

    /** All methods, networks and datasets by name, with their parameters and defaults. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(Methods.REGISTRY, Networks.REGISTRY, Datasets.REGISTRY);
    }

    /**
     * How large a run's files get.
     *
     * @param parameters of a member, what is kept and not trained included
     * @param classes C
     * @param features D
     */
    public record NetworkSize(long parameters, int classes, int features) {}

    /** @throws UserError if the run names what there is not */
    public static NetworkSize size(RunSpec spec) {
        Network network = Networks.REGISTRY.create(spec.network());
        int classes = Datasets.REGISTRY.create(spec.dataset()).facts().classes();
        long numbers = Stream.concat(network.parameters(classes).stream(), network.buffers(classes).stream())
                .mapToLong(tensor -> tensor.shape().size())
                .sum();
        return new NetworkSize(numbers, classes, network.features());
    }

    /** What makes a run impossible, whatever its data files hold, in words for the user; empty if nothing does. */
    public static List<String> problems(RunSpec spec) {
        try {
            Dataset dataset = Datasets.REGISTRY.create(spec.dataset());
            Network network = Networks.REGISTRY.create(spec.network());
            Method method = Methods.REGISTRY.create(spec.method());
            return problems(spec, dataset.facts(), network, method);
        } catch (UserError e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** What a run allows but hardly means, in words for the user. */
    public static List<String> warnings(RunSpec spec, List<EvalSet> evalSets) {
        return Methods.REGISTRY
                .create(spec.method())
                .outlierSource()
                .map(source -> evalSets.stream()
                        .filter(set -> set.role().isOod() && isFrom(source.name(), set.dataset()))
                        .map(set -> "method '%s' is trained on outliers from '%s', which is also evaluated: %s"
                                .formatted(spec.method().name(), source.name(), set.name()))
                        .toList())
                .orElse(List.of());
    }

    /** Whether a set has the images of a source, as they are or shifted. */
    private static boolean isFrom(String source, Choice dataset) {
        return dataset.name().equals(source)
                || source.equals(dataset.parameters().get("of"))
                || source.equals(dataset.parameters().get("images"));
    }

    private static List<String> problems(RunSpec spec, Dataset.Facts facts, Network network, Method method) {
        List<String> problems = new ArrayList<>(method.problems(spec, facts.classes()));
        if (facts.classes() < 2) {
            problems.add("dataset '%s' cannot be trained on: it needs at least 2 classes, has %d"
                    .formatted(spec.dataset().name(), facts.classes()));
        }
        int size = network.imageSize();
        if (facts.height() != size || facts.width() != size) {
            problems.add("network '%s' takes images of %d × %d, dataset '%s' has %d × %d"
                    .formatted(
                            spec.network().name(), size, size, spec.dataset().name(), facts.height(), facts.width()));
        }
        return List.copyOf(problems);
    }
}
