/** Runs a plan: slots, leases, attempts, and what becomes of them. */
@NullMarked
package sdde.schedule;

import org.jspecify.annotations.NullMarked;
