package sdde.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A run is its content: the id is a hash of its {@link RunSpec}. */
public record RunId(@JsonValue String hex) implements Comparable<RunId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        if (!hex.matches("[0-9a-f]{16}")) {
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
