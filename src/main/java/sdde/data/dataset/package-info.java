/**
 * The datasets: one record each, whose components are the parameters a user can set. To add one, write the record and its
 * line in {@link sdde.data.Datasets}.
 */
@NullMarked
package sdde.data.dataset;

import org.jspecify.annotations.NullMarked;
