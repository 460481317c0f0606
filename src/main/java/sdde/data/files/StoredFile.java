package sdde.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.data.format.Archive;

/** The copy of a published file in the data folder, if there is one. */
public final class StoredFile {
    /** How a copy stands. */
    public enum State {
        MISSING,
        /** The beginning of a download. */
        UNFINISHED,
        /** Not what its publisher, or its own receipt, says. */
        DAMAGED,
        /** Taken on the user's word although it is not the published file. */
        DIFFERENT,
        /** Whole since it came, but nobody can say that it came right. */
        UNCHECKED,
        /** Meets the published checksum. */
        SOUND
    }

    /** @param problem in words; null if the file can be used. @param sha256 empty if it cannot */
    public record Finding(State state, @Nullable String problem, String sha256) {
        public boolean isUsable() {
            return problem == null;
        }
    }

    /** Size and time at which a file was looked at. */
    private record Look(Path path, long bytes, long modified) {}

    /** A plan of many runs asks for the same files as often; a damaged one must not be hashed each time. */
    private static final Map<Look, Finding> KNOWN = new ConcurrentHashMap<>();

    private final RemoteFile published;
    private final Path path;

    StoredFile(RemoteFile published, Path path) {
        this.published = published;
        this.path = path;
    }

    public Path path() {
        return path;
    }

    public RemoteFile published() {
        return published;
    }

    /** Where a download grows. */
    Path part() {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    /** By its receipt; hashes it only if it has none, or has changed since. */
    public Finding look() {
        return find(false);
    }

    /** Hashes it anew. */
    public Finding verify() {
        return find(true);
    }

    private Finding find(boolean anew) {
        if (!Files.isRegularFile(path)) {
            return absent();
        }
        try {
            Look look = new Look(
                    path, Files.size(path), Files.getLastModifiedTime(path).toMillis());
            Finding known = KNOWN.get(look);
            if (known != null && !anew) {
                return known;
            }
            Finding found = examine(look, anew);
            KNOWN.put(look, found);
            return found;
        } catch (IOException e) {
            return new Finding(State.DAMAGED, "%s cannot be read: %s".formatted(path, e.getMessage()), "");
        }
    }

    private Finding absent() {
        if (!Files.isRegularFile(part())) {
            return new Finding(State.MISSING, path + " is missing", "");
        }
        long there = part().toFile().length();
        String of = published.sizeIsKnown() ? " of " + published.bytes() : "";
        return new Finding(
                State.UNFINISHED,
                "%s is not downloaded to its end: %d%s bytes are there".formatted(path, there, of),
                "");
    }

    private Finding examine(Look look, boolean anew) throws IOException {
        Optional<Receipt> receipt = Receipt.of(path);
        if (receipt.isPresent() && receipt.get().bytes() != look.bytes()) {
            return damaged("has %d bytes, had %d when it came"
                    .formatted(look.bytes(), receipt.get().bytes()));
        }
        if (!anew && receipt.isPresent() && receipt.get().modified() == look.modified()) {
            return usable(receipt.get());
        }
        Hashes hashes = Hashes.of(path);
        if (receipt.isPresent()) {
            if (!receipt.get().sha256().equals(hashes.sha256())) {
                return damaged("has SHA-256 %s, had %s when it came"
                        .formatted(hashes.sha256(), receipt.get().sha256()));
            }
            return keep(
                    look, hashes, receipt.get().checkedAgainst(), receipt.get().from());
        }
        Optional<String> wrong = wrong(published, look.bytes(), hashes);
        if (wrong.isPresent()) {
            return damaged(wrong.get());
        }
        return keep(look, hashes, cited(published), "found in the data folder");
    }

    private Finding keep(Look look, Hashes hashes, @Nullable String checkedAgainst, String from) {
        Receipt receipt = new Receipt(look.bytes(), look.modified(), hashes.sha256(), checkedAgainst, from);
        receipt.write(path);
        return usable(receipt);
    }

    private Finding usable(Receipt receipt) {
        State unproven = published.checksum() == null ? State.UNCHECKED : State.DIFFERENT;
        return new Finding(receipt.isChecked() ? State.SOUND : unproven, null, receipt.sha256());
    }

    private Finding damaged(String why) {
        return new Finding(State.DAMAGED, path + " is damaged: it " + why, "");
    }

    /** What is wrong with bytes that claim to be a published file; nothing if nothing can be said against them. */
    static Optional<String> wrong(RemoteFile published, long bytes, Hashes hashes) {
        Checksum checksum = published.checksum();
        if (checksum != null) {
            String got = hashes.by(checksum.algorithm());
            return checksum.hex().equals(got)
                    ? Optional.empty()
                    : Optional.of("has %s %s, expected %s"
                            .formatted(checksum.algorithm().word(), got, checksum));
        }
        return !published.sizeIsKnown() || published.bytes() == bytes
                ? Optional.empty()
                : Optional.of("has %d bytes, expected %d".formatted(bytes, published.bytes()));
    }

    /** For a receipt of bytes that {@link #wrong} has nothing against. */
    static @Nullable String cited(RemoteFile published) {
        Checksum checksum = published.checksum();
        return checksum == null ? null : checksum.toString();
    }

    /**
     * Moves finished bytes to their place and writes their receipt.
     *
     * @param whole a file in the same folder
     * @param unchecked whether bytes that differ from the published ones are welcome, and marked
     * @throws UserError if they are not what was published, or a hostile archive
     */
    void accept(Path whole, String from, boolean unchecked) throws IOException {
        Hashes hashes = Hashes.of(whole);
        Optional<String> wrong = wrong(published, Files.size(whole), hashes);
        if (wrong.isPresent() && !unchecked) {
            throw new UserError(
                    "%s from %s is not the published file: it %s".formatted(published.name(), from, wrong.get()));
        }
        if (wrong.isPresent() && published.isArchive()) {
            new Archive(whole).each((name, content) -> {}); // nobody vouches for it: a hostile one is not let in
        }
        Files.move(
                whole,
                path,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        new Receipt(
                        Files.size(path),
                        Files.getLastModifiedTime(path).toMillis(),
                        hashes.sha256(),
                        wrong.isPresent() ? null : cited(published),
                        from)
                .write(path);
    }
}
