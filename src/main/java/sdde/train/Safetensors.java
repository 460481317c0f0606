package sdde.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import sdde.run.Hashes;
import sdde.run.Json;

/**
 * Named float32 tensors in a {@code .safetensors} file: eight bytes length, a JSON header, the data. Equal tensors give
 * equal bytes.
 *
 * @param metadata texts by name, in the header
 * @param tensors in the order of the file
 */
record Safetensors(SortedMap<String, String> metadata, List<Entry> tensors) {
    private static final int LARGEST_HEADER = 100_000_000; // the format's own limit

    /** A name given twice would hide a tensor. */
    private static final ObjectReader STRICT =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final int ALIGNMENT = 8;

    /** @param data float32, little-endian, between position and limit */
    record Entry(String name, List<Long> shape, ByteBuffer data) {
        Entry {
            shape = List.copyOf(shape);
            data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
            long bytes = shape.stream().reduce((long) Float.BYTES, Math::multiplyExact);
            if (bytes != data.remaining()) {
                throw new IllegalArgumentException(
                        "tensor '%s' %s needs %d bytes, got %d".formatted(name, shape, bytes, data.remaining()));
            }
        }
    }

    Safetensors {
        metadata = new TreeMap<>(metadata);
        tensors = List.copyOf(tensors);
    }

    Entry tensor(String name) {
        return tensors.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tensor '" + name + "'"));
    }

    /** SHA-256 of the data alone: not of names, shapes or metadata. */
    String sha256() {
        MessageDigest digest = Hashes.sha256();
        tensors.forEach(entry -> digest.update(entry.data().duplicate()));
        return Hashes.hex(digest);
    }

    /** Written beside the target, flushed to the disk and moved over it. */
    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path half = file.resolveSibling(file.getFileName() + ".tmp");
            try (FileChannel out = FileChannel.open(
                    half, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeAll(out, header());
                for (Entry entry : tensors) {
                    writeAll(out, entry.data().duplicate());
                }
                out.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** @throws UncheckedIOException naming the file, if it is missing, torn or not of this format */
    static Safetensors read(Path file) {
        try {
            return parse(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), new IOException(e));
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private ByteBuffer header() {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            entries.put("__metadata__", metadata);
        }
        long at = 0;
        for (Entry entry : tensors) {
            long end = at + entry.data().remaining();
            entries.put(entry.name(), describe(entry.shape(), at, end));
            at = end;
        }
        byte[] json = text(entries).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] all = Arrays.copyOf(json, padded);
        Arrays.fill(all, json.length, padded, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(all)
                .flip();
    }

    private static Map<String, Object> describe(List<Long> shape, long start, long end) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("dtype", "F32");
        description.put("shape", shape);
        description.put("data_offsets", List.of(start, end));
        return description;
    }

    /** Keeps the order of the entries, unlike {@link Json#line}. */
    private static String text(Map<String, Object> entries) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    private static Safetensors parse(ByteBuffer file) throws IOException {
        if (file.remaining() < Long.BYTES) {
            throw new IllegalArgumentException("shorter than its first field");
        }
        long length = file.getLong();
        if (length < 2 || length > LARGEST_HEADER || length > file.remaining()) {
            throw new IllegalArgumentException("header length " + length + " does not fit the file");
        }
        byte[] json = new byte[(int) length];
        file.get(json);
        ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        SortedMap<String, String> metadata = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, JsonNode> field : STRICT.readTree(json).properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(text ->
                                metadata.put(text.getKey(), text.getValue().asText()));
                continue;
            }
            Entry entry = entry(field.getKey(), field.getValue(), data, at);
            at += entry.data().remaining();
            entries.add(entry);
        }
        if (at != data.limit()) {
            throw new IllegalArgumentException("data has %d bytes, header names %d".formatted(data.limit(), at));
        }
        return new Safetensors(metadata, entries);
    }

    /** @param expected where it must start: no gaps, no overlaps, in the order of the header */
    private static Entry entry(String name, JsonNode description, ByteBuffer data, int expected) {
        String type = description.path("dtype").asText();
        if (!type.equals("F32")) {
            throw new IllegalArgumentException("tensor '%s' is %s, expected F32".formatted(name, type));
        }
        long start = description.path("data_offsets").path(0).asLong(-1);
        long end = description.path("data_offsets").path(1).asLong(-1);
        if (start != expected || end < start || end > data.limit()) {
            throw new IllegalArgumentException("tensor '%s' has offsets [%d, %d], expected [%d, …] within %d bytes"
                    .formatted(name, start, end, expected, data.limit()));
        }
        List<Long> shape = new ArrayList<>();
        description.path("shape").forEach(extent -> shape.add(extent.asLong()));
        return new Entry(name, shape, data.slice((int) start, (int) (end - start)));
    }
}
