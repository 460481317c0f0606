package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** A number with a name that is its formula; undefined is NaN. */
public interface Metric {
    Orientation orientation();
}
