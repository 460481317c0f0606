/**
 * Charts as SVG text. Written here, because the well-kept chart libraries draw letters with the fonts of the machine
 * (other bytes elsewhere) or are not under a permissive licence; see docs/decisions. Equal data gives equal bytes.
 */
@NullMarked
package sdde.report.figure;

import org.jspecify.annotations.NullMarked;
