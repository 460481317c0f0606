package sdde.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.run.Home;
import sdde.run.Json;
import sdde.schedule.executor.Lease;

/**
 * The right to write to a home: one program at a time. The operating system drops the lock when its holder dies, so a
 * stale one cannot be.
 */
public final class HomeLock implements AutoCloseable {
    /**
     * Who writes to a home.
     *
     * @param what the command
     * @param since milliseconds since 1970, UTC
     * @param sweep that it runs, if it runs one
     */
    public record Holder(Lease lease, String what, long since, @Nullable String sweep) {}

    /** A process may not open its own lock file twice: closing the second would drop the lock of the first. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Home home;
    private final FileChannel channel;

    private HomeLock(Home home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** @param what the command, for the message to a second one. @throws UserError that names the holder */
    public static HomeLock take(Home home, String what) {
        return take(home, what, null);
    }

    /** To run a sweep, which others may ask to stop. @param what the command, for the message to a second one */
    public static HomeLock take(Home home, String what, @Nullable String sweep) {
        try {
            Files.createDirectories(home.runs());
            Path file = home.runs().resolve(".lock");
            if (!HELD_HERE.add(file)) {
                throw taken(home);
            }
            FileChannel channel = lock(file);
            if (channel == null) {
                HELD_HERE.remove(file);
                throw taken(home);
            }
            long now = Instant.now().toEpochMilli();
            Json.write(holderFile(home), new Holder(Lease.of(ProcessHandle.current()), what, now, sweep));
            return new HomeLock(home, channel);
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to %s (%s); give another folder with --home".formatted(home.folder(), e), e);
        }
    }

    /** @throws UserError that names the holder, if there is one now */
    public static void refuseIfTaken(Home home) {
        if (holder(home).isPresent()) {
            throw taken(home);
        }
    }

    /** Who writes to a home, if anybody does. */
    public static Optional<Holder> holder(Home home) {
        return Json.readIfWhole(holderFile(home), Holder.class)
                .filter(holder -> holder.lease().process().isPresent());
    }

    public Home home() {
        return home;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holderFile(home));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + home.folder(), e);
        } finally {
            HELD_HERE.remove(home.runs().resolve(".lock"));
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static UserError taken(Home home) {
        String who = holder(home)
                .map(holder -> "`%s` (process %d on %s, since %s)"
                        .formatted(
                                holder.what(),
                                holder.lease().pid(),
                                holder.lease().host(),
                                Instant.ofEpochMilli(holder.since())))
                .orElse("another process");
        return new UserError(
                "%s is in use by %s; wait for it, stop it (sweep stop, or Ctrl-C in its terminal), or give another folder with --home"
                        .formatted(home.folder(), who));
    }

    private static Path holderFile(Home home) {
        return home.runs().resolve(".lock.json");
    }
}
