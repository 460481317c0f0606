package sdde.config;

/**
 * A statement that a sweep is to test, written down before its runs: on average over seeds, the first of the contrast is
 * better than the second by more than the margin.
 *
 * @param name as reports show it
 * @param margin in the metric's own unit, in the direction that is better: 0 for better, negative for not worse by more
 */
public record Claim(String name, Endpoint endpoint, Contrast contrast, double margin) {
    /** What is compared. */
    public enum Side {
        /** Two methods, everything else equal, paired by seed. */
        METHOD,
        /** Two aggregators on the same networks. */
        AGGREGATOR
    }

    /**
     * The number that decides.
     *
     * @param metric as in the table {@code measurement}
     * @param set {@code test}, {@code validation}, {@code ood-near}, {@code ood-far}, {@code ood-validation}: the mean over
     *     the sets of that role; or the name of one set
     * @param aggregator whose confidence is scored; {@code -} where it does not matter or is what is compared
     * @param method whose runs; {@code -} for all, or where methods are compared
     */
    public record Endpoint(String metric, String set, String aggregator, String method) {}

    /** @param better is claimed to be the better one. @param than the other */
    public record Contrast(Side side, String better, String than) {}

    /** All but the name: two claims of equal content are one. */
    public String content() {
        return "%s of %s, aggregator %s, method %s: %s > %s + %s"
                .formatted(
                        endpoint.metric(),
                        endpoint.set(),
                        endpoint.aggregator(),
                        endpoint.method(),
                        contrast.better(),
                        contrast.than(),
                        margin);
    }
}
