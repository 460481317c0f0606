package sdde.data.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import sdde.config.MissingData;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.DecodedSet;
import sdde.data.decoded.Sink;
import sdde.data.files.DataFolder;
import sdde.data.files.StoredFiles;

/**
 * A dataset of the catalogue, decoded once a part and size.
 *
 * @param name in the catalogue
 */
record Published(String name) {
    /** Raised whenever a reader gives other bytes for the same file. */
    private static final int EDITION = 1;

    /** Reads a part out of the published files. */
    interface Reader {
        void read(StoredFiles.Found files, Sink sink) throws IOException;
    }

    /** @throws UserError naming what is missing or damaged and the command that mends it */
    StoredFiles.Found require() {
        return StoredFiles.of(name).require();
    }

    /** @param part of the dataset, and whatever else the bytes depend on */
    Images images(String part, Images.Shape shape, Reader reader) {
        StoredFiles.Found files = require();
        return DecodedSet.of(DataFolder.current(), key(part, shape, files), shape, decoder(files, reader));
    }

    /** {@link Images#sha256} of a part, without keeping anything. */
    String sha256(String part, Images.Shape shape, Reader reader) {
        StoredFiles.Found files = require();
        return asked(
                files,
                () -> DecodedSet.sha256(
                        DataFolder.current(), key(part, shape, files), shape, sink -> reader.read(files, sink)));
    }

    /**
     * Images of a part, without keeping anything, so that a study can be planned before its data are fetched.
     *
     * @param official how many the files hold that meet the published checksums; the answer also where files are missing
     */
    int count(String part, Images.Shape shape, int official, Reader reader) {
        StoredFiles.Found files;
        try {
            files = require();
        } catch (MissingData e) {
            return official;
        }
        return files.official()
                ? official
                : asked(
                        files,
                        () -> DecodedSet.count(
                                DataFolder.current(),
                                key(part, shape, files),
                                shape,
                                sink -> reader.read(files, sink)));
    }

    private DecodedSet.Decoder decoder(StoredFiles.Found files, Reader reader) {
        return sink -> asked(files, () -> {
            reader.read(files, sink);
            return true;
        });
    }

    private interface Asking<T> {
        T answer() throws IOException;
    }

    private <T> T asked(StoredFiles.Found files, Asking<T> asking) {
        try {
            return asking.answer();
        } catch (IOException e) {
            throw new UserError(
                    "data set '%s' cannot be read from %s: %s; check it with 'bin/sweep data verify %s'"
                            .formatted(name, files.paths(), e.getMessage(), name),
                    e);
        }
    }

    private String key(String part, Images.Shape shape, StoredFiles.Found files) {
        return key(name, part, shape, files.sha256().toString());
    }

    /** A file name that differs wherever the bytes can differ. */
    static String key(String name, String part, Images.Shape shape, String contents) {
        String all = EDITION + "\n" + part + "\n" + shape + "\n" + contents;
        byte[] digest = Images.newSha256().digest(all.getBytes(StandardCharsets.UTF_8));
        return name + "-" + HexFormat.of().formatHex(digest, 0, 12);
    }
}
