package sdde.data.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;

@Timeout(20)
class MatTest {
    private static final int BYTES = 2;
    private static final int INTS = 5;
    private static final int WORDS = 6;
    private static final int DOUBLES = 9;
    private static final int MATRIX = 14;
    private static final int PACKED = 15;
    private static final int CELL = 1;
    private static final int DOUBLE = 6;
    private static final int UINT8 = 9;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void refusesCellsInCellsInCells() throws IOException {
        byte[] inner = matrix(DOUBLE, "", element(DOUBLES, new byte[8]), 1, 1);
        for (int i = 0; i < 8000; i++) {
            inner = matrix(CELL, "X", inner, 1, 1);
        }
        Path file = file(inner);

        assertThatThrownBy(() -> Mat.read(file))
                .isInstanceOf(UserError.class)
                .hasMessage("MATLAB file " + file + " is refused: it has cells in cells in cells");
    }

    @Test
    void refusesAMatrixThatUnpacksToFarMoreThanItsFile() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(matrix(UINT8, "X", element(BYTES, new byte[100 << 20]), 10 << 20, 10));
        }
        Path file = file(element(PACKED, packed.toByteArray()));

        assertThatThrownBy(() -> Mat.read(file))
                .isInstanceOf(UserError.class)
                .hasMessage("MATLAB file " + file + " is refused: it asks for more than 20 times its size");
    }

    @Test
    void refusesExtentsThatItsEntriesDoNotFill() throws IOException {
        for (int[] extents : new int[][] {{32, 32, 3, 500_000}, {-32, -32, 3, 5}}) {
            Path file = file(matrix(UINT8, "X", element(BYTES, new byte[64]), extents));

            assertThatThrownBy(() -> Mat.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("MATLAB file " + file + " is damaged: ");
        }
    }

    private Path file(byte[] elements) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] text = "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);
        all.writeBytes(Arrays.copyOf(text, 124));
        all.writeBytes(new byte[] {0, 1, 'I', 'M'});
        all.writeBytes(elements);
        return Files.write(folder.resolve("x.mat"), all.toByteArray());
    }

    private static byte[] matrix(int kind, String name, byte[] content, int... extents) {
        ByteBuffer flags = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(kind);
        ByteBuffer dimensions =
                ByteBuffer.allocate(Integer.BYTES * extents.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(extents).forEach(dimensions::putInt);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(element(WORDS, flags.array()));
        all.writeBytes(element(INTS, dimensions.array()));
        all.writeBytes(element(1, name.getBytes(StandardCharsets.US_ASCII)));
        all.writeBytes(content);
        return element(MATRIX, all.toByteArray());
    }

    /** Padded to eight bytes, but for packed ones. */
    private static byte[] element(int type, byte[] content) {
        int padded = type == PACKED ? content.length : (content.length + 7) / 8 * 8;
        return ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(type)
                .putInt(content.length)
                .put(content)
                .array();
    }
}
