package sdde.data.decoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.data.Images;
import sdde.data.files.DataFolder;

/** What becomes of decoded images that were cut short, altered or asked for twice at once. */
@Timeout(60)
class DecodedSetTest {
    private static final Images.Shape SHAPE = new Images.Shape(1, 2, 3);
    private static final int COUNT = 50;

    @TempDir
    private Path root = Path.of("");

    /** Two of these at once: a decoder that takes its time and leaves a line for each time it is asked. */
    public static void main(String[] args) {
        DecodedSet.of(new DataFolder(Path.of(args[0])), "key", SHAPE, sink -> {
            Files.writeString(
                    Path.of(args[0], "asked"), "once\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            pause();
            decode(sink);
        });
    }

    @Test
    void isDecodedOnceAndThenMapped() {
        Images first = DecodedSet.of(new DataFolder(root), "key", SHAPE, DecodedSetTest::decode);
        Images second = DecodedSet.of(new DataFolder(root), "key", SHAPE, DecodedSetTest::isNotAsked);

        assertThat(first.sha256()).isEqualTo(second.sha256()).isEqualTo(expected());
        assertThat(first.labels()).startsWith(0, 1, 2);
        assertThat(first.ids()).startsWith(100, 101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.u8", "key.labels", "key.json"})
    void isMadeAnewWhereAFileWasDamaged(String name) throws IOException {
        for (Damage damage : Damage.values()) {
            Path folder = root.resolve(damage + name);
            decodedInto(folder);
            damage.done(folder.resolve(".decoded").resolve(name));

            Images images = DecodedSet.of(new DataFolder(folder), "key", SHAPE, DecodedSetTest::decode);

            assertThat(images.sha256()).as("%s %s", damage, name).isEqualTo(expected());
        }
    }

    private enum Damage {
        CUT,
        EMPTIED,
        DELETED,
        ALTERED,
        ZEROED;

        void done(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            switch (this) {
                case CUT -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                case EMPTIED -> Files.write(file, new byte[0]);
                case DELETED -> Files.delete(file);
                case ALTERED -> {
                    bytes[bytes.length / 2] ^= 1;
                    Files.write(file, bytes);
                }
                case ZEROED -> Files.write(file, new byte[bytes.length]);
            }
        }
    }

    @Test
    void leavesNothingOfADecoderThatFailed() throws IOException {
        DecodedSet.Decoder broken = sink -> {
            sink.add(new byte[SHAPE.bytes()], 0, 0);
            throw new IOException("the picture is broken");
        };
        assertThatThrownBy(() -> DecodedSet.of(new DataFolder(root), "key", SHAPE, broken))
                .hasMessageContaining("the picture is broken");
        assertThat(names(root)).containsExactly("key.lock");
    }

    /** As after kill -9 in the middle of it. */
    @Test
    void passesOverTheBeginningThatAKilledProcessLeft() throws IOException {
        Files.createDirectories(root.resolve(".decoded"));
        Files.write(root.resolve(".decoded/key.u8.tmp"), new byte[1000]);
        Files.write(root.resolve(".decoded/key.labels.tmp"), new byte[3]);
        Files.write(root.resolve(".decoded/key.u8"), new byte[10]);

        Images images = DecodedSet.of(new DataFolder(root), "key", SHAPE, DecodedSetTest::decode);

        assertThat(images.sha256()).isEqualTo(expected());
        assertThat(names(root)).containsExactly("key.json", "key.labels", "key.lock", "key.u8");
    }

    @Test
    void isDecodedOnceByTwoProcesses() throws IOException, InterruptedException {
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            DecodedSetTest.class.getName(),
                            root.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(root.resolve("said" + i).toFile())
                    .start());
        }
        for (int i = 0; i < 2; i++) {
            assertThat(both.get(i).waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(both.get(i).exitValue())
                    .as(Files.readString(root.resolve("said" + i)))
                    .isZero();
        }
        assertThat(root.resolve("asked")).hasContent("once");
        assertThat(DecodedSet.of(new DataFolder(root), "key", SHAPE, DecodedSetTest::isNotAsked)
                        .sha256())
                .isEqualTo(expected());
    }

    private static void decodedInto(Path folder) {
        DecodedSet.of(new DataFolder(folder.resolveSibling("made")), "key", SHAPE, DecodedSetTest::decode);
        // copied, because this process remembers what it has mapped
        Path to = folder.resolve(".decoded");
        try {
            Files.createDirectories(to);
            for (String name : names(folder.resolveSibling("made"))) {
                Files.copy(folder.resolveSibling("made/.decoded").resolve(name), to.resolve(name));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve(".decoded"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void decode(Sink sink) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            byte[] image = new byte[SHAPE.bytes()];
            java.util.Arrays.fill(image, (byte) (i + 1));
            sink.add(image, i % 7, 100 + i);
        }
    }

    private static void isNotAsked(Sink sink) throws IOException {
        throw new IOException("it was decoded already");
    }

    private String expected() {
        return DecodedSet.of(new DataFolder(root.resolve("other")), "key", SHAPE, DecodedSetTest::decode)
                .sha256();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
