package sdde.data.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import sdde.config.UserError;

/** Decides what of an archive is let in. */
final class Entries {
    /** Pictures do not shrink so much, and empty arrays are small. */
    private static final long MOST_TIMES = 100;

    private static final long ALWAYS = 50L << 20;
    private static final int MOST_ENTRIES = 2_000_000;

    /** A zip's list is read as a whole, before the first entry. */
    private static final int MOST_ENTRIES_OF_ZIP = 500_000;

    /** Names and attributes of one entry of a tar; an archive can ask for a name of any length. */
    private static final int LARGEST_HEADER = 1 << 20;

    private final Path file;
    private final long most;
    private long bytes;
    private int count;
    private long header = Long.MIN_VALUE; // bytes since it began, if it is being read

    /** @param packed size of the archive */
    Entries(Path file, long packed) {
        this.file = file;
        this.most = Math.max(ALWAYS, packed * MOST_TIMES);
    }

    /** @throws UserError if the entry is not a plain file or folder inside the archive */
    void admit(String name, boolean plain) {
        count++;
        if (count > MOST_ENTRIES) {
            throw refused("has more than %d entries".formatted(MOST_ENTRIES));
        }
        boolean absolute = name.startsWith("/") || name.matches("(?s)^[A-Za-z]:.*");
        boolean climbs = Arrays.asList(name.split("/", -1)).contains("..");
        if (absolute || climbs || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw refused("has the entry '%s', which leads out of its folder".formatted(shown(name)));
        }
        if (!plain) {
            throw refused("has the entry '%s', which is a link or a device".formatted(shown(name)));
        }
    }

    /** An archive of nothing is none. */
    void end() {
        if (count == 0) {
            throw refused("has no entries; expected a .tar, .tar.gz or .zip");
        }
    }

    /** @throws UserError if the list alone would fill the memory. @param listed how many entries a zip says to have */
    void expect(int listed) {
        if (listed > MOST_ENTRIES_OF_ZIP) {
            throw refused("has %d entries, more than %d".formatted(listed, MOST_ENTRIES_OF_ZIP));
        }
    }

    /** What is read from now on is the head of a tar's entry. */
    void headBegins() {
        header = 0;
    }

    void headEnds() {
        header = Long.MIN_VALUE;
    }

    /** A tar as it is read. @throws UserError from a read beyond what the head of an entry can have */
    InputStream bounded(InputStream tar) {
        return watched(tar, this::countHeader);
    }

    private void countHeader(long got) {
        header += Math.max(0, got);
        if (header > LARGEST_HEADER) {
            throw refused("has an entry with a name or attributes of more than %d bytes".formatted(LARGEST_HEADER));
        }
    }

    /** One entry of a stream of many: closing it leaves the stream open. */
    static InputStream open(InputStream content) {
        return new FilterInputStream(content) {
            @Override
            public void close() {
                // the archive goes on
            }
        };
    }

    /** Counts what is unpacked. @throws UserError from a read beyond what an honest archive holds */
    InputStream counted(InputStream content) {
        return watched(content, this::count);
    }

    private static InputStream watched(InputStream content, LongConsumer watcher) {
        return new FilterInputStream(content) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                watcher.accept(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] to, int at, int length) throws IOException {
                int got = super.read(to, at, length);
                watcher.accept(got);
                return got;
            }

            @Override
            public long skip(long length) throws IOException {
                long skipped = super.skip(length);
                watcher.accept(skipped);
                return skipped;
            }
        };
    }

    private void count(long got) {
        bytes += Math.max(0, got);
        if (bytes > most) {
            throw refused("unpacks to more than %d times its size".formatted(MOST_TIMES));
        }
    }

    private UserError refused(String why) {
        return new UserError("archive %s is refused: it %s".formatted(file, why));
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }
}
