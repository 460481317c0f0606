package sdde.data.files;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a file when it came, kept beside it, so that it need not be hashed at every start.
 *
 * @param bytes its size then
 * @param modified its time of modification then, in milliseconds
 * @param sha256 lower-case hex
 * @param checkedAgainst the published checksum that it met; null: not checked against a publisher
 * @param from address or path
 */
record Receipt(long bytes, long modified, String sha256, @Nullable String checkedAgainst, String from) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".receipt.json");
    }

    /** Nothing if there is none, or none that can be read: the file is hashed again then. */
    static Optional<Receipt> of(Path file) {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(beside(file)), Receipt.class));
        } catch (IOException absentOrDamaged) {
            return Optional.empty();
        }
    }

    /** A folder that cannot be written to keeps no receipts; its files are hashed at every start. */
    void write(Path file) {
        try {
            byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
            Path temporary = Files.write(file.resolveSibling(file.getFileName() + ".receipt.tmp"), json);
            Files.move(temporary, beside(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt is plain JSON", e);
        } catch (IOException readOnly) {
            // as said above
        }
    }

    @JsonIgnore
    boolean isChecked() {
        return checkedAgainst != null;
    }
}
