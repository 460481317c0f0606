package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    private static ByteBuffer floats(float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return data;
    }

    private static Safetensors example() {
        return new Safetensors(
                new TreeMap<>(Map.of("run", "a")),
                List.of(
                        new Safetensors.Entry("w", List.of(2L, 1L), floats(1, -2)),
                        new Safetensors.Entry("b", List.of(1L), floats(0.5f))));
    }

    private Path written(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(json.length).put(json);
        return Files.write(folder.resolve("made"), all.array());
    }

    @Test
    void writesTheFormatToTheByte() throws IOException {
        Path file = folder.resolve("a");

        example().write(file);

        String header = "{\"__metadata__\":{\"run\":\"a\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
        byte[] bytes = Files.readAllBytes(file);
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(length % 8).isZero();
        assertThat(new String(bytes, 8, (int) length, StandardCharsets.UTF_8).strip())
                .isEqualTo(header);
        assertThat(bytes).hasSize((int) (8 + length + 12));
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat((int) (8 + length + 4)))
                .isEqualTo(-2f);
    }

    @Test
    void readsWhatItWrote() {
        Path file = folder.resolve("a");
        example().write(file);

        Safetensors read = Safetensors.read(file);

        assertThat(read.metadata()).isEqualTo(Map.of("run", "a"));
        assertThat(read.tensors()).extracting(Safetensors.Entry::name).containsExactly("w", "b");
        assertThat(read.tensor("w").shape()).containsExactly(2L, 1L);
        assertThat(read.tensor("w").data()).isEqualTo(floats(1, -2));
        assertThat(read.sha256()).isEqualTo(example().sha256()).hasSize(64);
    }

    @Test
    void theHashIsOfTheDataAlone() {
        Safetensors renamed = new Safetensors(
                new TreeMap<>(), List.of(new Safetensors.Entry("other", List.of(3L), floats(1, -2, 0.5f))));

        assertThat(renamed.sha256()).isEqualTo(example().sha256());
    }

    @Test
    void refusesDataThatDoesNotFitItsShape() {
        assertThatThrownBy(() -> new Safetensors.Entry("w", List.of(3L), floats(1, 2)))
                .hasMessage("tensor 'w' [3] needs 12 bytes, got 8");
    }

    @Test
    void refusesTornAndHostileFiles() throws IOException {
        Path torn = folder.resolve("a");
        example().write(torn);
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, java.util.Arrays.copyOf(bytes, bytes.length - 1));

        assertRefused(torn, "tensor 'b' has offsets [8, 12], expected [8, …] within 11 bytes");
        assertRefused(Files.write(torn, new byte[3]), "shorter than its first field");
        assertRefused(
                Files.write(torn, new byte[] {0, 0, 0, 0, 0, 0, 0, 0x7f, 0}),
                "header length 9151314442816847872 does not fit the file");
        assertRefused(
                written("{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4),
                "tensor 'w' is F16, expected F32");
        assertRefused(
                written("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8),
                "tensor 'w' has offsets [4, 8], expected [0, …] within 8 bytes");
        assertRefused(
                written("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8),
                "data has 8 bytes, header names 4");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + file + ": " + reason);
    }
}
