/**
 * The vocabulary of one run, on both sides of the process boundary: its specification and id, its files, its events and
 * its outcome. The orchestrator and the worker speak to each other only through what is defined here.
 */
@NullMarked
package sdde.run;

import org.jspecify.annotations.NullMarked;
