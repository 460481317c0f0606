package sdde.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A run is its content: the id is a hash of its {@link RunSpec}. */
public record RunId(@JsonValue String hex) implements Comparable<RunId> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{16}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a run id is 16 hex digits, got '" + hex + "'");
        }
    }

    @Override
    public int compareTo(RunId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
