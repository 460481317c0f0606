package sdde.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sdde.run.Hashes;
import sdde.run.Json;
import sdde.run.Pause;

/**
 * The state of a training from which it goes on bit for bit: no generator, because every draw has a seed of its own.
 *
 * <p>In its folder lie the newest, {@code latest.safetensors}, and the one before it, {@code previous.safetensors}. A file
 * is written whole beside them and moved into place; its own SHA-256 tells whether it is undamaged.
 *
 * @param run id of the run it belongs to
 * @param arrays little-endian, by name: float32, and float64 of what is trained beside the ensemble, which the file counts as
 *     two words each
 */
record Checkpoint(String run, Progress progress, SortedMap<String, ByteBuffer> arrays) {
    private static final String LATEST = "latest.safetensors";
    private static final String PREVIOUS = "previous.safetensors";

    /** What the header says besides the arrays. */
    record Header(String run, Progress progress) {}

    Checkpoint {
        arrays = new TreeMap<>(arrays);
    }

    void write(Path folder) {
        String header = Json.line(new Header(run, progress));
        List<Safetensors.Entry> entries = new ArrayList<>();
        arrays.forEach((name, data) ->
                entries.add(new Safetensors.Entry(name, List.of((long) data.remaining() / Float.BYTES), data)));
        SortedMap<String, String> metadata = new TreeMap<>(Map.of("state", header, "sha256", digest(header, entries)));
        try {
            Path next = folder.resolve("next.safetensors");
            new Safetensors(metadata, entries).write(next);
            Pause.at("checkpoint");
            if (Files.exists(folder.resolve(LATEST))) {
                move(folder.resolve(LATEST), folder.resolve(PREVIOUS));
            }
            move(next, folder.resolve(LATEST));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a checkpoint to " + folder, e);
        }
    }

    /** The newest undamaged one of a run. @param warn is told of every file passed over, and why */
    static Optional<Checkpoint> read(Path folder, String run, java.util.function.Consumer<String> warn) {
        for (String name : List.of(LATEST, PREVIOUS)) {
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                continue;
            }
            try {
                return Optional.of(parse(file, run));
            } catch (UncheckedIOException | IllegalArgumentException e) {
                warn.accept("passed over checkpoint " + file + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Checkpoint parse(Path file, String run) {
        Safetensors content = Safetensors.read(file);
        String state = content.metadata().getOrDefault("state", "");
        if (!digest(state, content.tensors()).equals(content.metadata().get("sha256"))) {
            throw new IllegalArgumentException("its checksum does not fit");
        }
        Header header = header(state);
        if (!header.run().equals(run)) {
            throw new IllegalArgumentException("it is of run " + header.run() + ", expected " + run);
        }
        SortedMap<String, ByteBuffer> arrays = new TreeMap<>();
        content.tensors().forEach(entry -> arrays.put(entry.name(), entry.data()));
        return new Checkpoint(run, header.progress(), arrays);
    }

    private static Header header(String state) {
        try {
            return Json.MAPPER.readValue(state, Header.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its header is damaged", e);
        }
    }

    /** Over the header, and every array with its name. */
    private static String digest(String header, List<Safetensors.Entry> entries) {
        MessageDigest digest = Hashes.sha256();
        digest.update(header.getBytes(StandardCharsets.UTF_8));
        for (Safetensors.Entry entry : entries) {
            digest.update(("\n" + entry.name() + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(entry.data().duplicate());
        }
        return Hashes.hex(digest);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
