package sdde.plan;

import sdde.config.Choice;
import sdde.run.RunSpec;

/** What an estimate needs to know of data and networks, which this package does not see. */
public interface RunFacts {
    /** Number of images. @param split {@code train}, {@code validation} or {@code test} */
    long images(Choice dataset, String split);

    Size size(RunSpec spec);

    /**
     * How large a run is.
     *
     * @param parameters of one member, buffers included
     * @param classes C
     * @param features D
     */
    record Size(long parameters, int classes, int features) {}
}
