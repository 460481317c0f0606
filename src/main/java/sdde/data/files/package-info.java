/**
 * Files of datasets: the catalogue of what is published where, the data folder in which copies lie, downloads and their
 * checks. Knows nothing of what is in a file.
 */
@NullMarked
package sdde.data.files;

import org.jspecify.annotations.NullMarked;
