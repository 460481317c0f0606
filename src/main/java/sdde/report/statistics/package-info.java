/**
 * Statistics as pure functions: no clock, no generator of their own, no state; docs/statistics.md lists them. Two samples that are compared are paired
 * by position (the same seed at the same place). Undefined results are NaN, never an exception.
 */
@NullMarked
package sdde.report.statistics;

import org.jspecify.annotations.NullMarked;
