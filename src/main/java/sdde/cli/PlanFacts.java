package sdde.cli;

import java.util.HashMap;
import java.util.Map;
import sdde.config.Choice;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Split;
import sdde.plan.RunFacts;
import sdde.run.RunSpec;
import sdde.worker.RunChecks;

/** Asks data sets and networks how large they are, each once. */
final class PlanFacts implements RunFacts {
    private final Map<Part, Long> images = new HashMap<>();
    private final Map<Kind, Size> sizes = new HashMap<>();

    private record Part(Choice dataset, String split) {}

    private record Kind(Choice network, Choice dataset) {}

    @Override
    public long images(Choice dataset, String split) {
        return images.computeIfAbsent(new Part(dataset, split), key -> {
            Dataset data = Datasets.REGISTRY.create(dataset);
            return (long) data.size(Split.of(split));
        });
    }

    @Override
    public Size size(RunSpec spec) {
        return sizes.computeIfAbsent(new Kind(spec.network(), spec.dataset()), key -> {
            RunChecks.NetworkSize size = RunChecks.size(spec);
            return new Size(size.parameters(), size.classes(), size.features());
        });
    }
}
