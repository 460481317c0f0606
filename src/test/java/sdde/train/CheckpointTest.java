package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final String RUN = "0123456789abcdef";

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private static Checkpoint at(int epoch, byte value) {
        Progress.Sums sums = new Progress.Sums(0.1, 1.0 / 3, -2, 0, 12.5);
        Progress progress = new Progress(epoch, 5, sums, 1, 0.975);
        return new Checkpoint(
                RUN, progress, new TreeMap<>(Map.of("parameters", ByteBuffer.wrap(new byte[] {value, 2, 3, 4}))));
    }

    private Optional<Checkpoint> read() {
        return Checkpoint.read(folder, RUN, notes::add);
    }

    private void damage(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void comesBackAsItWas() {
        at(3, (byte) 1).write(folder);

        Checkpoint read = read().orElseThrow();

        assertThat(read.progress()).isEqualTo(at(3, (byte) 1).progress());
        assertThat(read.arrays()).isEqualTo(at(3, (byte) 1).arrays());
        assertThat(notes).isEmpty();
    }

    @Test
    void ofAnEmptyFolderThereIsNone() {
        assertThat(read()).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void theNewestCounts() {
        at(3, (byte) 1).write(folder);
        at(4, (byte) 9).write(folder);

        assertThat(read().orElseThrow().progress().epoch()).isEqualTo(4);
    }

    @Test
    void oneFlippedBitInTheNewestAndTheOneBeforeItIsTaken() throws IOException {
        at(3, (byte) 1).write(folder);
        at(4, (byte) 9).write(folder);
        damage("latest.safetensors");

        assertThat(read().orElseThrow().progress().epoch()).isEqualTo(3);
        assertThat(notes)
                .containsExactly("passed over checkpoint " + folder.resolve("latest.safetensors")
                        + ": its checksum does not fit");
    }

    @Test
    void killedBetweenTheTwoMovesTheOneBeforeItIsTaken() throws IOException {
        at(3, (byte) 1).write(folder);
        Files.move(folder.resolve("latest.safetensors"), folder.resolve("previous.safetensors"));

        assertThat(read().orElseThrow().progress().epoch()).isEqualTo(3);
    }

    @Test
    void withBothDamagedThereIsNone() throws IOException {
        at(3, (byte) 1).write(folder);
        at(4, (byte) 9).write(folder);
        damage("latest.safetensors");
        Files.write(folder.resolve("previous.safetensors"), new byte[5]);

        assertThat(read()).isEmpty();
        assertThat(notes).hasSize(2);
    }

    @Test
    void oneOfAnotherRunIsPassedOver() {
        at(3, (byte) 1).write(folder);

        assertThat(Checkpoint.read(folder, "ffffffffffffffff", notes::add)).isEmpty();
        assertThat(notes.get(0)).endsWith("it is of run 0123456789abcdef, expected ffffffffffffffff");
    }
}
