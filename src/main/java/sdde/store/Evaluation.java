package sdde.store;

import java.util.List;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.RunFiles;

/** Makes the measurements of a finished run from its stored predictions. */
@FunctionalInterface
public interface Evaluation {
    List<Measurement> evaluate(RunFiles run, List<EvalSet> evalSets);
}
