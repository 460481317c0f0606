package sdde.data.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published file.
 *
 * @param name under which it is kept
 * @param addresses tried in this order
 * @param bytes its size, or {@link #UNKNOWN}; with a checksum it is a hint alone, the checksum decides
 * @param checksum null where nobody who can be cited publishes one
 */
public record RemoteFile(String name, List<String> addresses, long bytes, @Nullable Checksum checksum) {
    /** A size that nobody states. */
    public static final long UNKNOWN = -1;

    private static final long SLACK = 1 << 10;

    /** A server may send so much of a file of unknown size, and no more. */
    private static final long MOST_OF_UNKNOWN = 1L << 30;

    public RemoteFile {
        addresses = List.copyOf(addresses);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("no plain file name: '" + name + "'");
        }
    }

    static RemoteFile of(String folder, String name, long bytes, @Nullable Checksum checksum) {
        return new RemoteFile(name, List.of(folder + name), bytes, checksum);
    }

    boolean isArchive() {
        return name.matches(".*\\.(tar|tar\\.gz|zip)");
    }

    boolean sizeIsKnown() {
        return bytes != UNKNOWN;
    }

    /** More bytes than this are refused while they arrive: a little more than the size stated, which may be of an edition before. */
    long most() {
        return sizeIsKnown() ? bytes + bytes / 20 + SLACK : MOST_OF_UNKNOWN;
    }
}
