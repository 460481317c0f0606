/**
 * How the members of an ensemble are kept apart: one record a method, listed by its name in
 * {@link sdde.train.method.Methods}. To add one: a record that implements {@link sdde.train.method.Method}, one line in the
 * list, one test.
 */
@NullMarked
package sdde.train.method;

import org.jspecify.annotations.NullMarked;
