package sdde.schedule.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Programs called as Slurm's are. What each says, how it ends and how long it takes lies in files beside it; so do its calls. */
public final class FakeSlurm {
    /** An argument a line, an empty line after each call. */
    private static final String PROGRAM =
            """
            #!/bin/sh
            here=${0%/*} name=${0##*/}
            { printf '%s\\n' "$@"; echo; } >>"$here/$name.calls"
            [ ! -e "$here/$name.seconds" ] || sleep "$(cat "$here/$name.seconds")"
            cat "$here/$name.errors" >&2 2>/dev/null
            cat "$here/$name.says" 2>/dev/null
            exit "$(cat "$here/$name.code" 2>/dev/null || echo 0)"
            """;

    private final Path folder;

    public FakeSlurm(Path folder) {
        this.folder = folder;
        for (String name : SlurmCommands.NEEDED) {
            write(name, PROGRAM);
            try {
                Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    SlurmCommands commands() {
        return new SlurmCommands(folder.toString(), Duration.ofSeconds(2));
    }

    public FakeSlurm says(String name, String text) {
        write(name + ".says", text);
        return answers(name, 0, "");
    }

    public FakeSlurm answers(String name, int code, String errors) {
        write(name + ".errors", errors);
        write(name + ".code", Integer.toString(code));
        return this;
    }

    FakeSlurm hangs(String name, int seconds) {
        write(name + ".seconds", Integer.toString(seconds));
        return this;
    }

    void hangsNoMore(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".seconds"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of every call so far. */
    public List<List<String>> calls(String name) {
        Path file = folder.resolve(name + ".calls");
        try {
            return Files.exists(file)
                    ? Arrays.stream(Files.readString(file).split("\n\n"))
                            .map(call -> Arrays.asList(call.split("\n")))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaced whole, because the program may read it at any time. */
    private void write(String name, String text) {
        try {
            Path half = Files.writeString(folder.resolve(name + ".tmp"), text);
            Files.move(half, folder.resolve(name), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
