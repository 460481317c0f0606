package sdde.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A YAML file as text.
 *
 * @param name as the user named it
 * @param text decoded, without a byte order mark
 */
record YamlFile(String name, String text) {
    /** Far beyond any sweep; a larger file is a mistake. */
    private static final int LARGEST = 1 << 20;

    static Optional<YamlFile> read(Path file, String name, Problems problems) {
        Place place = Place.of(name);
        try {
            if (Files.isDirectory(file)) {
                problems.add(place, "is a folder, expected a YAML file");
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                problems.add(place, "is larger than 1 MiB, expected a YAML file written by hand");
                return Optional.empty();
            }
            return decode(name, Files.readAllBytes(file), problems);
        } catch (NoSuchFileException e) {
            problems.add(place, "no such file");
        } catch (IOException e) {
            problems.add(place, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    static Optional<YamlFile> decode(String name, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            String before = out.toString();
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = 1 + before.length() - (before.lastIndexOf('\n') + 1);
            problems.add(new Place(name, line, column), "is not UTF-8 text here; save the file as UTF-8");
            return Optional.empty();
        }
        String text = out.toString();
        return Optional.of(new YamlFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text));
    }

    /** What stands behind a {@code #} on the line of a place, or nothing: the source of a recipe's value. */
    String comment(Place place) {
        String line =
                text.lines().skip(Math.max(0, place.line() - 1L)).findFirst().orElse("");
        int hash = line.indexOf(" #");
        return hash < 0 ? "" : line.substring(hash + 2).strip();
    }
}
