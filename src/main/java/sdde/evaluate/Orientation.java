package sdde.evaluate;

/** Which way a metric is good, so that tables embolden by themselves. */
public enum Orientation {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    /** It describes and does not judge: diversity, temperatures. */
    NEITHER
}
