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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** By name, at once, and not by running out of stack or memory. */
    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void refusesHeadersThatPromiseOrRepeat(String header) throws IOException {
        Path file = written(header, 8);

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot read " + file + ": ");
    }

    static Stream<String> hostileHeaders() {
        String tensor = "\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%s]}";
        return Stream.of(
                "{\"w\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}",
                "{\"w\":" + "{\"w\":".repeat(100_000) + "1" + "}".repeat(100_001),
                "{" + tensor.formatted("w", "4294967296,4294967296,4", "0,8") + "}",
                "{" + tensor.formatted("w", "-2", "0,8") + "}",
                "{" + tensor.formatted("w", "2", "0,9223372036854775807") + "}",
                "{" + tensor.formatted("w", "2", "8,0") + "}",
                "{" + tensor.formatted("w", "1", "0,4") + "," + tensor.formatted("v", "2", "0,8") + "}",
                "{" + tensor.formatted("w", "2", "0,8") + "," + tensor.formatted("w", "2", "0,8") + "}",
                "{" + tensor.formatted("w", "1".repeat(2_000), "0,8") + "}",
                "{\"w\":7}",
                "[]",
                "");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + file + ": " + reason);
    }
}
