package sdde.cli;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import sdde.config.Choice;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Split;
import sdde.plan.RunFacts;
import sdde.run.RunSpec;
import sdde.worker.RunChecks;

/** Asks data sets and networks how large they are, each once. Runs of a plan share these, so that none is hashed. */
final class PlanFacts implements RunFacts {
    private final IdentityHashMap<Choice, Map<String, Long>> images = new IdentityHashMap<>();
    private final IdentityHashMap<Choice, IdentityHashMap<Choice, Size>> sizes = new IdentityHashMap<>();

    @Override
    public long images(Choice dataset, String split) {
        return images.computeIfAbsent(dataset, absent -> new HashMap<>()).computeIfAbsent(split, absent -> {
            Dataset data = Datasets.REGISTRY.create(dataset);
            return (long) data.size(Split.of(split));
        });
    }

    @Override
    public Size size(RunSpec spec) {
        return sizes.computeIfAbsent(spec.network(), absent -> new IdentityHashMap<>())
                .computeIfAbsent(spec.dataset(), absent -> {
                    RunChecks.NetworkSize size = RunChecks.size(spec);
                    return new Size(size.parameters(), size.classes(), size.features());
                });
    }
}
