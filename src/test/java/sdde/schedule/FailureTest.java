package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.schedule.executor.Exit;

class FailureTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheLastFortyLinesOfAHugeLog() throws Exception {
        String lines = IntStream.range(0, 200_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        Path log = Files.writeString(folder.resolve("log"), lines);

        Failure failure = Failure.of(1, new Exit(139), log);

        assertThat(failure.logTail()).hasSize(40).first().isEqualTo("line 199960");
        assertThat(failure.reason()).isEqualTo("crashed: exit code 139 (SIGSEGV)");
        assertThat(failure.firstError()).isEqualTo("line 199999");
    }

    @Test
    void hasOneSignatureForOneCauseInDifferentRuns() throws Exception {
        Failure a = failure("a", "java.io.IOException: /x/0123456789abcdef/1 has 17 bytes");
        Failure b = failure("b", "java.io.IOException: /y/fedcba9876543210/2 has 18 bytes");
        Failure other = failure("c", "java.lang.OutOfMemoryError: Java heap space");

        assertThat(a.signature()).isEqualTo(b.signature()).isNotEqualTo(other.signature());
    }

    @Test
    void saysWhatIsWrongWithTheDiskBesideWhatCouldNotBeWritten() throws Exception {
        Failure failure = failure(
                "log",
                "java.io.UncheckedIOException: cannot write /x/a\n\tat y\nCaused by: java.io.IOException: No space left on device");

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NO_SPACE);
        assertThat(failure.firstError())
                .isEqualTo("java.io.UncheckedIOException: cannot write /x/a: No space left on device");
    }

    @Test
    void aWarningOfTheLibraryIsNoError() throws Exception {
        Path log = Files.writeString(
                folder.resolve("log"), "[W1128 21:45:04.968641596 Legacy.h:74] Warning: is deprecated (function x)\n");
        Failure failure = Failure.of(1, new Exit(137), log);

        assertThat(failure.words()).isEqualTo("crashed: exit code 137 (SIGKILL)");
        assertThat(failure.lastWords()).isEmpty();
        assertThat(failure.signature()).isEqualTo("exit code 137 (SIGKILL)");
        assertThat(failure("other", "java.io.IOException: x").words())
                .isEqualTo("crashed: exit code 3: java.io.IOException: x");
    }

    @Test
    void doesWithoutALog() {
        Failure failure = Failure.of(1, new Exit(3), folder.resolve("none"));

        assertThat(failure.logTail()).isEmpty();
        assertThat(failure.signature()).isEqualTo("exit code 3");
    }

    private Failure failure(String name, String line) throws Exception {
        return Failure.of(1, new Exit(3), Files.writeString(folder.resolve(name), "hello\n" + line + "\n\tat x\n"));
    }
}
