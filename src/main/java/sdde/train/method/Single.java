package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import sdde.run.RunSpec;

/** One network: what an ensemble has to be better than. */
record Single() implements Method {
    @Override
    public Batching batching() {
        return Batching.OWN;
    }

    @Override
    public boolean hasDiversity() {
        return false;
    }

    @Override
    public NDArray diversity(Step step) {
        throw new IllegalStateException("a single network has no diversity term");
    }

    @Override
    public double weight(int epoch) {
        return 0;
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        if (run.ensembleSize() == 1) {
            return List.of();
        }
        return List.of("method 'single' needs ensemble_size 1, got " + run.ensembleSize());
    }
}
