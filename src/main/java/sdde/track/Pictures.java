package sdde.track;

import java.util.SortedMap;
import java.util.TreeMap;
import sdde.run.FrozenPlan;

/** Makes images of a finished run, by the name that MLflow shall show; slow, so only where they are asked for. */
@FunctionalInterface
public interface Pictures {
    Pictures NONE = member -> new TreeMap<>();

    /** @return PNG by name; none if they cannot be made */
    SortedMap<String, byte[]> of(FrozenPlan.Member member);
}
