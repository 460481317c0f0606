package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import sdde.config.UserError;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;

/** A run in a home, by the beginning of its id. */
final class KnownRun {
    private static final int MOST_SHOWN = 5;

    private KnownRun() {}

    static RunFiles find(String given, Home home) {
        List<String> all = ids(home);
        List<String> fitting = all.stream().filter(id -> id.startsWith(given)).toList();
        if (fitting.size() == 1) {
            return RunFiles.of(home.runs(), new RunId(fitting.get(0)));
        }
        throw new UserError("%s run '%s' in %s; %s"
                .formatted(
                        fitting.isEmpty() ? "there is no" : "there is more than one",
                        given,
                        home.runs(),
                        fitting.isEmpty()
                                ? "give the first digits of an id, as: sweep status SWEEP shows them"
                                : "some of them: " + fitting.subList(0, Math.min(MOST_SHOWN, fitting.size()))));
    }

    /** Ids of all runs that have a folder, sorted. */
    static List<String> ids(Home home) {
        if (!Files.isDirectory(home.runs())) {
            return List.of();
        }
        try (Stream<java.nio.file.Path> entries = Files.list(home.runs())) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{16}"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.runs(), e);
        }
    }
}
