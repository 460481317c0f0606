package sdde.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import sdde.run.Home;

/** One sender a home: two would make runs twice. The operating system drops the lock when its holder dies. */
final class SenderLock implements AutoCloseable {
    private final FileChannel channel;

    private SenderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** None if another sender has it. */
    static Optional<SenderLock> take(Home home) {
        Path file = home.runs().resolve(".sender.lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(home.runs());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new SenderLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            // closing the channel would drop the lock of this very process
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock the sender", e);
        }
    }
}
