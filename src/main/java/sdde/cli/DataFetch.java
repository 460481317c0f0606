package sdde.cli;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.data.files.Catalog;
import sdde.data.files.DataFolder;
import sdde.data.files.Source;
import sdde.data.files.StoredFiles;
import sdde.data.files.Transfers;

/** {@code sweep data fetch NAME…}. */
final class DataFetch {
    private static final int MOST_PORT = 65_535;

    private DataFetch() {}

    static int run(Invocation invocation, List<String> names) {
        if (names.isEmpty()) {
            throw new UserError("expected the names of data sets after 'data fetch'; known: "
                    + Catalog.all().stream().map(Source::name).toList());
        }
        List<Source> sources = names.stream().map(Catalog::get).collect(Collectors.toList());
        URI mirror = mirror(invocation);
        DataFolder folder = invocation.dataFolder();
        Console console = invocation.console();
        for (Source source : sources) {
            if (source.isOnBoard()) {
                console.line(source.name() + ": is inside the program, there is nothing to fetch");
                continue;
            }
            TransferLines lines = new TransferLines(console);
            try {
                new Transfers(folder, lines).fetch(source, mirror);
            } finally {
                lines.erase();
            }
            console.line("%s: %s, in %s; licence: %s"
                    .formatted(
                            source.name(),
                            DataList.state(source, folder),
                            invocation.program().show(folder.folder(source)),
                            source.licence()));
            report(source, folder, console);
        }
        return Main.OK;
    }

    /** What to write down of files that nobody vouches for. */
    static void report(Source source, DataFolder folder, Console console) {
        new StoredFiles(source, folder)
                .files()
                .forEach(file -> console.line("  %s  SHA-256 %s"
                        .formatted(file.published().name(), file.look().sha256())));
    }

    private static @Nullable URI mirror(Invocation invocation) {
        String given = invocation.line().getOptionValue(DataCommand.MIRROR);
        if (given == null) {
            return null;
        }
        if (!given.matches("https?://[^\\s]+")) {
            throw new UserError("option '--mirror' must be an address http://… or https://…, got '" + given + "'");
        }
        try {
            URI mirror = URI.create(given);
            if (mirror.getHost() == null || mirror.getPort() > MOST_PORT) {
                throw new UserError("option '--mirror' names no host, or no port that there is: '" + given + "'");
            }
            return mirror;
        } catch (IllegalArgumentException e) {
            throw new UserError("option '--mirror' is no address: " + e.getMessage(), e);
        }
    }
}
