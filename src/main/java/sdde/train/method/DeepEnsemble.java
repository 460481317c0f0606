package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import sdde.run.RunSpec;

/** Deep ensemble: members differ by initialisation and by the order of their images, and by nothing else. */
record DeepEnsemble() implements Method {
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
        throw new IllegalStateException("a deep ensemble has no diversity term");
    }

    @Override
    public double weight(int epoch) {
        return 0;
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        return List.of(); // one member is an ensemble too
    }
}
