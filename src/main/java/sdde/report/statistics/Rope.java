package sdde.report.statistics;

/**
 * Posterior probabilities of a difference {@code y - x}.
 *
 * @param left x is better: below {@code -rope}
 * @param within practically equal; 0 where no such region was given
 * @param right y is better: above {@code rope}
 */
public record Rope(double left, double within, double right) {}
