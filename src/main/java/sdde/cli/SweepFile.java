package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sdde.config.DidYouMean;
import sdde.config.UserError;

/** Finds the sweep file that a user names. */
final class SweepFile {
    private static final String ENDING = ".yaml";

    private SweepFile() {}

    /**
     * The file at that path, else the one of that name under {@code sweeps/}, with or without {@code .yaml}.
     *
     * @return relative to where the user stands if it is below, so that messages are short
     */
    static Path find(String given, Program program) {
        Path sweeps = program.root().resolve("sweeps");
        try {
            for (Path folder : List.of(program.folder(), sweeps)) {
                for (String name : List.of(given, given + ENDING)) {
                    Path file = folder.resolve(name);
                    if (Files.isRegularFile(file)) {
                        return Path.of(program.show(file));
                    }
                }
            }
        } catch (InvalidPathException e) {
            throw new UserError("no file can be named '" + given + "': " + e.getReason(), e);
        }
        List<String> known = names(sweeps);
        String hint = DidYouMean.hint(given.replaceFirst("\\.ya?ml$", ""), known);
        throw new UserError("no sweep file '%s' here or in %s%s known there: %s"
                .formatted(given, program.show(sweeps), hint.isEmpty() ? ";" : hint, String.join(", ", known)));
    }

    /** Names of the sweeps that come with the project, without ending. */
    static List<String> names(Path sweeps) {
        if (!Files.isDirectory(sweeps)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(sweeps)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + sweeps, e);
        }
    }
}
