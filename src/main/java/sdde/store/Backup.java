package sdde.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import sdde.config.UserError;
import sdde.run.Home;

/** A copy of the database file, made by H2 so that it is whole even while somebody writes. */
public final class Backup {
    private Backup() {}

    /**
     * The copy is opened and counted before it is called one.
     *
     * @return rows in it
     * @throws UserError if there is no database, it is a PostgreSQL, or the file is there already
     */
    public static long of(Home home, Path zip) {
        Address address = Address.of(home);
        if (address.file() == null) {
            throw new UserError("the results are in PostgreSQL, which has its own: pg_dump");
        }
        if (Files.exists(zip)) {
            throw new UserError(zip + " is there already; name another file");
        }
        Database.readOnly(home).close();
        try (Connection connection = Connections.writer(address)) {
            Files.createDirectories(Objects.requireNonNull(zip.toAbsolutePath().getParent()));
            try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
                backup.setString(1, zip.toAbsolutePath().toString());
                backup.execute();
            }
            return rows(zip);
        } catch (SQLException e) {
            throw new UserError("cannot back up to %s: %s".formatted(zip, Connections.reason(e)), e);
        } catch (IOException e) {
            throw new UserError("cannot back up to %s: %s".formatted(zip, e.getMessage()), e);
        }
    }

    private static long rows(Path zip) throws IOException {
        Path scratch = Files.createTempDirectory("sdde-backup-");
        try {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    Files.copy(in, scratch.resolve(Path.of(entry.getName()).getFileName()));
                }
            }
            try (Database copy = Database.readOnly(new Home(scratch))) {
                return copy.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
        } finally {
            try (Stream<Path> all = Files.walk(scratch)) {
                all.sorted(Comparator.reverseOrder()).forEach(Backup::delete);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
