package sdde.data.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sdde.data.RandomStream;

/** Files of CIFAR's form, made of noise in which one bright row tells the class. */
public final class CifarBytes {
    private static final int ROW = 32;
    private static final int AREA = ROW * ROW;

    private CifarBytes() {}

    /** Records with one label byte; the label of image i is i modulo classes. */
    public static byte[] records(int count, int classes, long seed) {
        RandomStream random = new RandomStream(seed);
        byte[] records = new byte[count * (1 + 3 * AREA)];
        for (int i = 0; i < count; i++) {
            int start = i * (1 + 3 * AREA);
            int label = i % classes;
            records[start] = (byte) label;
            for (int at = 0; at < 3 * AREA; at++) {
                boolean bright = at % AREA / ROW == 2 + 3 * (label % 10);
                records[start + 1 + at] = (byte) (bright ? 255 : random.below(100));
            }
        }
        return records;
    }

    /** Writes the six files of CIFAR-10. @param count images in each */
    public static void write(Path folder, int count) {
        try {
            for (int i = 1; i <= 5; i++) {
                Files.write(folder.resolve("data_batch_" + i + ".bin"), records(count, 10, i));
            }
            Files.write(folder.resolve("test_batch.bin"), records(count, 10, 6));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
