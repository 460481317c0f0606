package sdde.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} found.
 *
 * @param about what was looked at
 * @param text what was found
 * @param fix what to do about it; none if nothing is wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(String about, String text, @Nullable String fix) {
    static Finding fine(String about, String text) {
        return new Finding(about, text, null);
    }
}
