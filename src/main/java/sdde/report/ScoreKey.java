package sdde.report;

import sdde.evaluate.Measurement;

/** Names one number of a run, as {@link Measurement} does. */
record ScoreKey(String evalSet, String aggregator, String temperature, String metric) {
    /** What a number has that no aggregator or no temperature can change. */
    static final String NO_AGGREGATOR = "-";

    static final String UNSCALED = "none";

    /** One temperature for the ensemble, fitted on validation as the authors do: NLL of the mean logits. */
    static final String SCALED = "mean-logits";

    /** The temperature of the mean of probabilities. */
    static final String SCALED_PROBABILITIES = "mean-probabilities";

    boolean names(Measurement measurement) {
        return measurement.metric().equals(metric)
                && measurement.evalSet().equals(evalSet)
                && measurement.aggregator().equals(aggregator)
                && measurement.temperature().equals(temperature);
    }
}
