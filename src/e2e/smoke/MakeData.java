import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small data sets in the official formats of CIFAR-10, CIFAR-100 (binary) and TinyImageNet; noise whose level tells the class. */
public final class MakeData {
    private static final SplittableRandom RANDOM = new SplittableRandom(1);

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path ten = Files.createDirectories(folder.resolve("cifar-10-batches-bin"));
        for (int i = 1; i <= 5; i++) {
            records(ten.resolve("data_batch_" + i + ".bin"), 80, 10, 1);
        }
        records(ten.resolve("test_batch.bin"), 80, 10, 1);
        Path hundred = Files.createDirectories(folder.resolve("cifar-100-binary"));
        records(hundred.resolve("train.bin"), 600, 100, 2);
        records(hundred.resolve("test.bin"), 200, 100, 2);
        tinyImagenet(folder.resolve("tiny-imagenet-200.zip"));
    }

    private static void records(Path file, int count, int classes, int labels) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < count; i++) {
                if (labels == 2) {
                    out.write(i % classes / 5); // the coarse label, which does not count
                }
                out.write(i % classes);
                for (int pixel = 0; pixel < 3 * 32 * 32; pixel++) {
                    out.write(level(i % classes, classes));
                }
            }
        }
    }

    private static int level(int label, int classes) {
        return label * 155 / classes + RANDOM.nextInt(100);
    }

    private static void tinyImagenet(Path file) throws IOException {
        int classes = 200;
        StringBuilder ids = new StringBuilder();
        StringBuilder words = new StringBuilder();
        StringBuilder answers = new StringBuilder();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int label = 0; label < classes; label++) {
                String id = "n%08d".formatted(label + 1);
                ids.append(id).append('\n');
                words.append(id).append("\tthing ").append(label).append('\n');
                answers.append("val_%d.JPEG\t%s\t0\t0\t9\t9\n".formatted(label, id));
                for (int i = 0; i < 3; i++) {
                    add(zip, "train/%s/images/%s_%d.JPEG".formatted(id, id, i), jpeg(label, classes));
                }
                add(zip, "val/images/val_%d.JPEG".formatted(label), jpeg(label, classes));
            }
            add(zip, "wnids.txt", ids.toString().getBytes(StandardCharsets.UTF_8));
            add(zip, "words.txt", words.toString().getBytes(StandardCharsets.UTF_8));
            add(zip, "val/val_annotations.txt", answers.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry("tiny-imagenet-200/" + name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] jpeg(int label, int classes) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                int level = level(label, classes);
                image.setRGB(x, y, level << 16 | (255 - level) << 8 | level / 2);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
