package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;
import sdde.run.Home;

class DiskTroubleTest {
    private static final Home HOME = new Home(Path.of("/data/home"));

    @Test
    void aFullDiskUnderTheDatabaseIsToldInTheSystemsWords() {
        IOException full = new IOException("No space left on device");
        RuntimeException commit =
                new IllegalStateException("Failed to commit transaction", new SQLException("x", full));

        assertThat(DiskTrouble.of(commit)).contains("Failed to commit transaction: No space left on device");
        assertThat(DiskTrouble.explained(commit, HOME))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "Failed to commit transaction: No space left on device; workers were stopped, nothing that was"
                                + " finished is lost; make room or let /data/home be written to, then the same command goes on");
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsNamed() {
        assertThat(DiskTrouble.of(new UncheckedIOException("cannot write a", new AccessDeniedException("/x/a"))))
                .contains("cannot write a: access denied: /x/a");
    }

    @Test
    void anythingElseStaysWhatItIs() {
        RuntimeException fault = new IllegalStateException("wheel", new IOException("came off"));

        assertThat(DiskTrouble.of(fault)).isEmpty();
        assertThat(DiskTrouble.explained(fault, HOME)).isSameAs(fault);
    }
}
