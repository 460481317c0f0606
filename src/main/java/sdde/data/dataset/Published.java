package sdde.data.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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
        return DecodedSet.of(
                DataFolder.current(), key(name, part, shape, files.sha256().toString()), shape, sink -> {
                    try {
                        reader.read(files, sink);
                    } catch (IOException e) {
                        throw new UserError(
                                "data set '%s' cannot be read from %s: %s; check it with 'bin/sweep data verify %s'"
                                        .formatted(name, files.paths(), e.getMessage(), name),
                                e);
                    }
                });
    }

    /** A file name that differs wherever the bytes can differ. */
    static String key(String name, String part, Images.Shape shape, String contents) {
        String all = EDITION + "\n" + part + "\n" + shape + "\n" + contents;
        byte[] digest = Images.newSha256().digest(all.getBytes(StandardCharsets.UTF_8));
        return name + "-" + HexFormat.of().formatHex(digest, 0, 12);
    }
}
