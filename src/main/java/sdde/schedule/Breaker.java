package sdde.schedule;

import java.util.Optional;

/** Stops launching when runs fail in a row for one cause: the next two hundred would fail as well. */
final class Breaker {
    private static final int LIMIT = 3;

    private String signature = "";
    private int inRow;

    void succeeded() {
        inRow = 0;
    }

    /** @return why nothing more should be started, if so */
    Optional<String> failed(Failure failure) {
        inRow = failure.signature().equals(signature) ? inRow + 1 : 1;
        signature = failure.signature();
        if (inRow < LIMIT) {
            return Optional.empty();
        }
        return Optional.of(
                "%d runs in a row failed the same way (%s), so nothing more was started; mend the cause and start again"
                        .formatted(inRow, signature));
    }
}
