/**
 * The results database: every number of every run as one row, for SQL, the report and the tracking mirror.
 *
 * <p>It is a copy. The run folders are the truth, and {@link sdde.store.Rebuild} makes the database anew from them. The
 * SQL is portable between H2 and PostgreSQL. A score that is not a number is stored as NULL, which SQL's aggregates pass
 * over, and comes back as NaN; infinities are stored as they are.
 */
@NullMarked
package sdde.store;

import org.jspecify.annotations.NullMarked;
