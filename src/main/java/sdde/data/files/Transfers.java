package sdde.data.files;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;

/** Brings published files into the data folder, from the network or from a path. */
public final class Transfers {
    private final DataFolder folder;
    private final Limits limits;
    private final Progress progress;

    public Transfers(DataFolder folder, Progress progress) {
        this(folder, Limits.usual(), progress);
    }

    Transfers(DataFolder folder, Limits limits, Progress progress) {
        this.folder = folder;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Downloads every file of the first form that is not there, and damaged ones anew.
     *
     * @param mirror address of a folder that has the files under their names, instead of the official addresses
     * @return how many files came
     * @throws UserError if one cannot be had, or is not what was published
     */
    public int fetch(Source source, @Nullable URI mirror) {
        int fetched = 0;
        for (RemoteFile file : source.files()) {
            StoredFile stored = new StoredFile(file, folder.file(source, file));
            if (!stored.look().isUsable()) {
                locked(source, () -> fetch(source, stored, mirror));
                fetched++;
            }
        }
        return fetched;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Two that write to one part file would spoil it. */
    private void locked(Source source, Work work) {
        Path lock = folder.folder(source).resolve(".lock");
        try {
            Files.createDirectories(folder.folder(source));
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = tryLock(channel)) {
                if (held == null) {
                    throw new UserError("another process is bringing files of data set '%s' into %s; wait for it"
                            .formatted(source.name(), folder.folder(source)));
                }
                work.run();
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to %s: %s; name another data folder with --data or SDDE_DATA"
                            .formatted(folder.folder(source), Download.reason(e)),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void fetch(Source source, StoredFile stored, @Nullable URI mirror) throws IOException {
        List<URI> addresses = mirror == null
                ? stored.published().addresses().stream().map(URI::create).toList()
                : List.of(URI.create(mirror.toString().replaceFirst("/*$", "/")
                        + stored.published().name()));
        checkSpace(stored.published());
        List<String> reasons = new ArrayList<>();
        for (URI address : addresses) {
            Optional<String> reason = fetch(stored, address);
            if (reason.isEmpty()) {
                return;
            }
            reasons.add(address + ": " + reason.get());
            progress.note(reasons.get(reasons.size() - 1));
        }
        PartFile part = new PartFile(stored.part());
        long kept = Download.resumable(stored.published(), part).isPresent() ? part.bytes() : 0;
        throw new UserError(
                "cannot fetch %s of data set '%s': %s%s; try again later, or another server with --mirror URL"
                        .formatted(
                                stored.published().name(),
                                source.name(),
                                String.join("; ", reasons),
                                kept == 0
                                        ? ""
                                        : "; %d bytes are kept, the same command goes on from there".formatted(kept)));
    }

    /** @return why it did not work */
    private Optional<String> fetch(StoredFile stored, URI address) throws IOException {
        PartFile part = new PartFile(stored.part());
        boolean resumed = part.bytes() > 0;
        try {
            new Download(limits, progress).fetch(stored.published(), address, part);
        } catch (IOException e) {
            if (e instanceof Download.Refused && tooMuch(part, stored.published())) {
                part.delete();
            }
            return Optional.of(Download.reason(e));
        }
        try {
            stored.accept(part.path(), address.toString(), false);
            part.forgetEdition();
            return Optional.empty();
        } catch (UserError wrong) {
            part.delete();
            if (resumed) { // an old beginning may be of another edition
                progress.note(wrong.getMessage() + "; starting from its first byte");
                return fetch(stored, address);
            }
            return Optional.of(wrong.getMessage() + "; nothing of it was kept");
        }
    }

    private static boolean tooMuch(PartFile part, RemoteFile file) throws IOException {
        return part.bytes() > file.most();
    }

    private void checkSpace(RemoteFile file) throws IOException {
        FileStore store = Files.getFileStore(folder.root());
        if (file.sizeIsKnown() && store.getUsableSpace() < file.bytes()) {
            throw new UserError("%s needs %s, %s has %s left; name another data folder with --data or SDDE_DATA"
                    .formatted(file.name(), Sizes.of(file.bytes()), folder.root(), Sizes.of(store.getUsableSpace())));
        }
    }

    /**
     * Copies files of one form that are there already.
     *
     * @param paths files, or folders that hold them, by their published names
     * @param unchecked whether files that differ from the published ones are welcome, and marked
     * @return what was copied
     * @throws UserError if no form is complete, or a file is not what was published
     */
    public List<StoredFile> importFrom(Source source, List<Path> paths, boolean unchecked) {
        List<Path> offered = paths.stream().flatMap(Transfers::filesOf).toList();
        for (List<RemoteFile> form : source.forms()) {
            List<StoredFile> files = new StoredFiles(source, folder).stored(form);
            if (files.stream().allMatch(file -> named(file, offered).isPresent())) {
                for (StoredFile file : files) {
                    locked(source, () -> copy(file, named(file, offered).orElseThrow(), unchecked));
                }
                return files;
            }
        }
        Optional<Unpacked> unpacked = source.forms().stream()
                .filter(form -> form.size() == 1)
                .flatMap(form -> Unpacked.among(paths, form.get(0)).stream())
                .findFirst();
        if (unpacked.isPresent()) {
            StoredFile file = new StoredFile(
                    unpacked.get().archive(), folder.file(source, unpacked.get().archive()));
            locked(source, () -> pack(unpacked.get(), file, unchecked));
            return List.of(file);
        }
        String wanted = String.join(
                ", or ",
                source.forms().stream()
                        .map(form ->
                                form.stream().map(RemoteFile::name).toList().toString())
                        .toList());
        throw new UserError("data set '%s' is made of %s; none of these lists is complete in %s"
                .formatted(source.name(), wanted, paths));
    }

    private static Stream<Path> filesOf(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UserError("cannot list %s: %s".formatted(path, Download.reason(e)), e);
        }
    }

    private static Optional<Path> named(StoredFile file, List<Path> offered) {
        return offered.stream()
                .filter(path -> path.endsWith(file.published().name()) && Files.isRegularFile(path))
                .findFirst();
    }

    private static void pack(Unpacked unpacked, StoredFile file, boolean unchecked) throws IOException {
        if (!unchecked) {
            throw new UserError(
                    ("folder %s can be packed as %s again, but not be checked against its publisher; --unchecked does so, and"
                                    + " marks it, as 'not checked against a publisher'")
                            .formatted(unpacked.folder(), unpacked.archive().name()));
        }
        Path whole = file.path().resolveSibling(file.path().getFileName() + ".import");
        try {
            unpacked.pack(whole);
            file.accept(whole, unpacked.folder().toString(), true);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void copy(StoredFile file, Path from, boolean unchecked) throws IOException {
        Path whole = file.path().resolveSibling(file.path().getFileName() + ".import");
        Files.copy(from, whole, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try {
            file.accept(whole, from.toAbsolutePath().toString(), unchecked);
        } catch (UserError e) {
            Files.deleteIfExists(whole);
            throw new UserError(
                    e.getMessage()
                            + "; --unchecked takes it all the same, and marks it, as 'not checked against a publisher'",
                    e);
        }
    }
}
