package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.Json;
import sdde.run.Result;

class FileTroubleTest {
    private static final Program PROGRAM = new Program(Path.of("/program"), Path.of("/home/ada"), "c", Map.of());

    @TempDir
    Path folder;

    private static Optional<String> of(String message, IOException cause) {
        return FileTrouble.of(new UncheckedIOException(message, cause), PROGRAM, new String[] {"data", "mine.npz"});
    }

    private static UncheckedIOException thrown(Runnable use) {
        try {
            use.run();
        } catch (UncheckedIOException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void aFileOfTheUsersIsNamedWithTheReason() {
        assertThat(of("cannot read /home/ada/runs/x", new NoSuchFileException("/home/ada/runs/x")))
                .contains("cannot read /home/ada/runs/x: there is no such file");
        assertThat(of("cannot move /a/b to /c/d", new FileSystemException("/a/b", "/c/d", "Input/output error")))
                .contains("cannot move /a/b to /c/d: Input/output error");
        assertThat(of("cannot read /a/b.json: unexpected end", new IOException("unexpected end")))
                .contains("cannot read /a/b.json: unexpected end");
        assertThat(of("cannot read mine.npz", new NoSuchFileException("mine.npz")))
                .isPresent();
    }

    @Test
    void whatIsReallyDamagedIsTheUsersTrouble() throws IOException {
        Path json = Files.writeString(folder.resolve("result.json"), "{\"outcome\":");
        UncheckedIOException damaged = thrown(() -> Json.read(json, Result.class));
        UncheckedIOException noFolder = thrown(() -> Json.read(json.resolve("x.json"), Result.class));

        assertThat(FileTrouble.of(damaged, PROGRAM, new String[0]))
                .get()
                .asString()
                .startsWith("cannot read " + json);
        assertThat(FileTrouble.of(noFolder, PROGRAM, new String[0]))
                .get()
                .asString()
                .startsWith("cannot read " + json + "/x.json: ")
                .contains("Not a directory");
    }

    @Test
    void whatIsOursIsAFaultOfTheProgram() {
        assertThat(of("cannot read task.sh", new FileNotFoundException("task.sh")))
                .isEmpty();
        assertThat(of("cannot load the report's template", new IOException("no template")))
                .isEmpty();
        assertThat(of("cannot read runs/x", new NoSuchFileException("runs/x"))).isEmpty();
        assertThat(of("cannot read /program/target/lib/x.jar", new NoSuchFileException("/program/target/lib/x.jar")))
                .isEmpty();
        assertThat(of("cannot read /home/ada/x", new ClosedChannelException())).isEmpty();
        assertThat(of("cannot read /home/ada/x", new IOException("Stream Closed")))
                .isEmpty();
        assertThat(of("memory does not fail", new IOException("it did"))).isEmpty();
    }

    @Test
    void aTypeThatCannotBeReadIsAFaultOfTheProgram() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{}");

        assertThat(FileTrouble.of(thrown(() -> Json.read(file, Runnable.class)), PROGRAM, new String[0]))
                .isEmpty();
    }
}
