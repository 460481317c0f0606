/**
 * What a report consists of (sections of text, tables and figures) and the formats it is written in. Nothing here knows
 * what an ensemble is. All texts are plain: each format escapes them by itself, so that what a user wrote stays text.
 */
@NullMarked
package sdde.report.document;

import org.jspecify.annotations.NullMarked;
