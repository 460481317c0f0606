package sdde.data.files;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The beginning of a download and whose it is, so that another process can go on with it. */
record PartFile(Path path) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * The server's edition of a file.
     *
     * @param address it came from
     * @param validator its ETag or time of modification; empty: the server gave none
     */
    record Edition(String address, String validator) {}

    long bytes() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    Optional<Edition> edition() {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(beside()), Edition.class));
        } catch (IOException absentOrDamaged) {
            return Optional.empty();
        }
    }

    /** Forgets what is there. */
    void begin(Edition edition) throws IOException {
        Files.write(beside(), MAPPER.writeValueAsBytes(edition));
        Files.write(path, new byte[0]);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        forgetEdition();
    }

    void forgetEdition() throws IOException {
        Files.deleteIfExists(beside());
    }

    private Path beside() {
        return path.resolveSibling(path.getFileName() + ".json");
    }
}
