package sdde.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DiskTroubleTest {
    @Test
    void aFullDiskUnderTheDatabaseIsToldInTheSystemsWords() {
        IOException full = new IOException("No space left on device");
        RuntimeException commit =
                new IllegalStateException("Failed to commit transaction", new SQLException("x", full));

        assertThat(DiskTrouble.reason(commit)).contains("No space left on device");
        assertThat(DiskTrouble.of(commit)).contains("Failed to commit transaction: No space left on device");
        assertThat(DiskTrouble.of(full)).contains("No space left on device");
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsNamed() {
        assertThat(DiskTrouble.of(new UncheckedIOException("cannot write a", new AccessDeniedException("/x/a"))))
                .contains("cannot write a: access denied: /x/a");
        assertThat(DiskTrouble.reason(new ReadOnlyFileSystemException())).contains("Read-only file system");
    }

    @Test
    void anythingElseIsNoTroubleOfTheDisk() {
        assertThat(DiskTrouble.of(new IllegalStateException("wheel", new IOException("came off"))))
                .isEmpty();
    }
}
