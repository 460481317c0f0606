package sdde.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import sdde.config.Choice;

/**
 * Everything that can change the trained weights of a run, and nothing else: not the device, the sweep, the order, nor
 * the sets it is evaluated on.
 *
 * @param dataset what it is trained on, with its validation split; parameters complete
 * @param network parameters complete
 * @param method parameters complete, defaults resolved
 * @param ensembleSize N
 * @param seed of initialisation, batches and augmentation; methods of one seed draw the same
 */
public record RunSpec(Choice dataset, Choice network, Choice method, int ensembleSize, long seed, TrainSettings train) {
    /** Raised whenever a change of code alters the numbers of a run. */
    public static final int NUMERICS = 5;

    public RunSpec {
        if (ensembleSize < 1) {
            throw new IllegalArgumentException("ensemble_size must be >= 1, got " + ensembleSize);
        }
    }

    /** The first 16 hex digits of the SHA-256 of the canonical JSON; a user's data count by their contents, not by their path. */
    @JsonIgnore
    public RunId id() {
        return id(RunSpec::written);
    }

    /** @param written what {@link #written} says of a choice, by somebody who remembers it: runs of a plan share most */
    private RunId id(Function<Choice, String> written) {
        String canonical = "{\"dataset\":" + written.apply(dataset) + ",\"ensemble_size\":" + ensembleSize
                + ",\"method\":"
                + written.apply(method) + ",\"network\":" + written.apply(network) + ",\"seed\":" + seed + ",\"train\":"
                + Json.line(train) + "}"; // as Json would write all of it
        return new RunId(Hashes.of("numerics " + NUMERICS + "\n" + canonical).substring(0, 16));
    }

    private static String written(Choice choice) {
        return Json.line(choice.withoutPaths());
    }

    /** The ids of many runs, in their order. Most of the time goes into their hashes. */
    public static List<RunId> ids(List<RunSpec> specs) {
        IdentityHashMap<Choice, String> known = new IdentityHashMap<>();
        for (RunSpec spec : specs) {
            for (Choice choice : List.of(spec.dataset, spec.network, spec.method)) {
                known.computeIfAbsent(choice, RunSpec::written);
            }
        }
        return specs.parallelStream()
                .map(spec -> spec.id(choice -> known.getOrDefault(choice, "")))
                .toList();
    }

    /** {@code mnist sdde λ=0.1 N=5 seed=3}: for people. */
    @JsonIgnore
    public String title() {
        Object lambda = method.parameters().get("lambda");
        String weight = lambda == null ? "" : " λ=" + lambda;
        return "%s %s%s N=%s seed=%s".formatted(dataset.name(), method.name(), weight, ensembleSize, seed);
    }
}
