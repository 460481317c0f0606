package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.files.Catalog;
import sdde.data.files.DataFolder;
import sdde.data.files.Progress;
import sdde.data.files.Transfers;

/** Small files in the official formats, imported as a user would. */
class PublishedSetsTest {
    @TempDir
    private Path root = Path.of("");

    private DataFolder folder = new DataFolder(root);

    @BeforeEach
    void usesItsOwnDataFolder() {
        folder = new DataFolder(root.resolve("data"));
        folder.use();
    }

    @AfterEach
    void forgetsIt() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    @Test
    void namesTheCommandWhereFilesAreMissing() {
        for (String name :
                List.of("kmnist", "svhn", "tiny-imagenet", "textures", "places365-small", "cifar10-c", "notmnist")) {
            Dataset dataset = sdde.data.Datasets.REGISTRY.defaults(name);
            assertThatThrownBy(dataset::checkFiles)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("data set '" + name + "' cannot be used: ")
                    .hasMessageContaining("'bin/sweep data fetch " + name + "'");
        }
    }

    @Test
    void readsSvhnAsScipyWroteIt() throws IOException {
        Path given = golden("train_32x32.mat");
        Files.copy(given, root.resolve("test_32x32.mat"));
        bring("svhn");
        assertSizes(new Svhn(1, 0), 10, 1, 11);

        Images train = new Svhn(1, 0).load(Split.TRAIN);
        Images test = new Svhn(1, 0).load(Split.TEST);

        assertThat(train.size()).isEqualTo(10);
        assertThat(test.size()).isEqualTo(11);
        assertThat(test.labels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
        assertPixels(test);
    }

    @Test
    void readsCifarAsNumpyPickledIt() throws IOException {
        Path archive = golden("cifar-10-python.tar.gz");
        List<Integer> labels = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();

        new CifarPython(archive, "labels", 10).read(List.of("data_batch_1", "data_batch_2"), (image, label, id) -> {
            assertThat(id).isEqualTo(images.size());
            images.add(image.clone());
            labels.add(label);
        });

        assertThat(labels).containsExactly(0, 1, 2, 3, 4);
        assertThat(images.get(4)[2048 + 5 * 32 + 6] & 0xff).isEqualTo((7 * 4 + 100 + 15 + 6) % 256);
        assertThatThrownBy(() -> new CifarPython(archive, "fine_labels", 100)
                        .read(List.of("test_batch"), (image, label, id) -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("test_batch is no dictionary with 'data' (N, 3072) and 'fine_labels' (N)");
    }

    /** Three batches are asked for, the archive has two. */
    @Test
    void refusesAnArchiveForPythonThatLacksABatch() throws IOException {
        golden("cifar-10-python.tar.gz");
        bring("cifar10");

        assertThatThrownBy(() -> new Cifar10("", 3, 1, 0, "").load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("has of the files [data_batch_1, data_batch_2, data_batch_3]"
                        + " only [data_batch_1, data_batch_2]");
    }

    @Test
    void knowsHowManyKmnistHasBeforeItIsThere() {
        assertThat(new Kmnist(5000, 0).size(Split.TRAIN)).isEqualTo(55_000);
        assertThat(new Kmnist(5000, 0).size(Split.TEST)).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTinyImagenet(boolean unpacked) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("tiny-imagenet-200/wnids.txt", text("n00000002\nn00000001\n"));
        entries.put("tiny-imagenet-200/words.txt", text("n00000001\tfrog, toad\nn00000002\tship\nn00000003\tx\n"));
        for (int i = 0; i < 4; i++) {
            entries.put(
                    "tiny-imagenet-200/train/n00000001/images/n00000001_%d.JPEG".formatted(i), jpeg(64, 64, 0x204060));
            entries.put(
                    "tiny-imagenet-200/train/n00000002/images/n00000002_%d.JPEG".formatted(i), jpeg(64, 64, 0xa08060));
        }
        entries.put("tiny-imagenet-200/train/n00000001/n00000001_boxes.txt", text("n00000001_0.JPEG\t0\t0\t9\t9\n"));
        entries.put("tiny-imagenet-200/val/images/val_0.JPEG", jpeg(64, 64, 0xa08060));
        entries.put("tiny-imagenet-200/val/val_annotations.txt", text("val_0.JPEG\tn00000002\t0\t0\t9\t9\n"));
        if (unpacked) {
            unpack(entries);
        } else {
            zip("tiny-imagenet-200.zip", entries);
        }
        bring("tiny-imagenet");
        TinyImagenet set = new TinyImagenet(2, 0);
        assertSizes(set, 6, 2, 1);

        Images train = set.load(Split.TRAIN);
        Images test = set.load(Split.TEST);

        assertThat(train.size()).isEqualTo(6);
        assertThat(train.labels()).containsOnly(0, 1);
        assertThat(set.load(Split.VALIDATION).labels()).containsExactlyInAnyOrder(0, 1);
        assertThat(test.labels()).containsExactly(1);
        assertThat(test.pixels()[0] & 0xff).isBetween(0x9d, 0xa3);
        assertThat(test.pixels()[4096 * 2] & 0xff).isBetween(0x5d, 0x63);
        assertThat(set.classNames()).containsExactly("frog, toad", "ship");
    }

    @Test
    void refusesMoreClassesThanTinyImagenetHas() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 201; i++) {
            ids.append("n%08d\n".formatted(i));
        }
        zip("tiny-imagenet-200.zip", Map.of("wnids.txt", text(ids.toString())));
        bring("tiny-imagenet");

        assertThatThrownBy(() -> new TinyImagenet(2, 0).load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("wnids.txt lists 201 classes, expected at most 200");
    }

    @Test
    void readsNotMnistAndSkipsItsTwoBrokenPictures() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("notMNIST_small/A/a.png", png(28, 28, 0x404040, BufferedImage.TYPE_BYTE_GRAY));
        entries.put("notMNIST_small/A/broken.png", new byte[0]);
        entries.put("notMNIST_small/J/j.png", png(28, 28, 0xffffff, BufferedImage.TYPE_BYTE_GRAY));
        entries.put("notMNIST_small/F/broken.png", new byte[0]);
        tar("notMNIST_small.tar.gz", entries);
        bring("notmnist");
        assertThat(new NotMnist().size(Split.TEST)).isEqualTo(2);
        assertThat(folder.decoded()).doesNotExist();

        Images images = new NotMnist().load(Split.TEST);

        assertThat(images.labels()).containsExactly(0, 9);
        assertThat(images.pixels()[0]).isEqualTo(greyOf(entries.get("notMNIST_small/A/a.png")));
        assertThatThrownBy(() -> new NotMnist().load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessage("data set 'notmnist' has no train split; its images are all in split 'test'");
    }

    @Test
    void readsTexturesFromTheirOriginalsToAnySize() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("dtd/labels/test1.txt", text("x"));
        entries.put("dtd/images/woven/woven_1.jpg", jpeg(90, 40, 0x808080));
        entries.put("dtd/images/banded/banded_1.jpg", jpeg(50, 70, 0x101010));
        entries.put("dtd/images/banded/._hidden.jpg", text("rubbish"));
        tar("dtd-r1.0.1.tar.gz", entries);
        bring("textures");
        Textures set = new Textures(64);
        assertThat(set.size(Split.TEST)).isEqualTo(2);

        Images own = set.load(Split.TEST);
        Images small = set.load(Split.TEST, new Images.Shape(1, 28, 28));

        assertThat(own.shape()).isEqualTo(new Images.Shape(3, 64, 64));
        assertThat(own.labels()).containsExactly(1, 0);
        assertThat(small.shape()).isEqualTo(new Images.Shape(1, 28, 28));
        assertThat(small.pixels()[784 + 100] & 0xff).isBetween(0x0e, 0x12);
        assertThat(set.classNames()).containsExactly("banded", "woven");
    }

    @Test
    void readsPlaces() throws IOException {
        tar("val_256.tar", Map.of("val_256/Places365_val_00000001.jpg", jpeg(256, 256, 0x102030)));
        tar("filelist_places365-standard.tar", Map.of("places365_val.txt", text("Places365_val_00000001.jpg 165\n")));
        bring("places365-small");

        Images images = new Places365Small(32).load(Split.TEST);

        assertThat(images.labels()).containsExactly(165);
        assertThat(images.shape()).isEqualTo(new Images.Shape(3, 32, 32));
    }

    @Test
    void readsASeverityOfCifarC() throws IOException {
        byte[] pixels = new byte[10 * 3072]; // 2 images × 5 severities, channels last
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3072 * 10 + i % 3);
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("CIFAR-10-C/fog.npy", npy("|u1", "(10, 32, 32, 3)", pixels));
        entries.put("CIFAR-10-C/labels.npy", npy("|u1", "(10,)", new byte[] {7, 8, 7, 8, 7, 8, 7, 8, 7, 8}));
        tar("CIFAR-10-C.tar", entries);
        bring("cifar10-c");
        assertThat(new Cifar10C("fog", 4).size(Split.TEST)).isEqualTo(2);

        Images images = new Cifar10C("fog", 4).load(Split.TEST);

        assertThat(images.labels()).containsExactly(7, 8);
        assertThat(images.pixels()[0]).isEqualTo((byte) 60);
        assertThat(images.pixels()[3072 + 1024]).isEqualTo((byte) 71);
        assertThatThrownBy(() -> new Cifar10C("snow", 1).load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("has 0 entries */snow.npy, expected 1");
        assertThatThrownBy(() -> new Cifar10C("fog", 6)).hasMessage("severity must be in [1, 5], got 6");
    }

    @Test
    void decodesOnceAndSharesTheFile() throws IOException {
        tar("val_256.tar", Map.of("val_256/Places365_val_00000001.jpg", jpeg(256, 256, 0x102030)));
        tar("filelist_places365-standard.tar", Map.of("places365_val.txt", text("Places365_val_00000001.jpg 165\n")));
        bring("places365-small");
        Images first = new Places365Small(32).load(Split.TEST);

        assertThat(new Places365Small(32).load(Split.TEST)).isSameAs(first);
        assertThat(new Places365Small(64).load(Split.TEST, first.shape())).isSameAs(first);
        try (Stream<Path> files = Files.list(folder.decoded())) {
            assertThat(files.map(Path::toString).filter(name -> name.endsWith(".u8")))
                    .hasSize(1);
        }
    }

    /** What is trained on counts, not whether it lies in an archive or in a folder. */
    @Test
    void cifarIsTheSameFromTheArchiveAndFromAFolder() throws IOException {
        Path binaries = Files.createDirectory(root.resolve("binaries"));
        CifarBytes.write(binaries, 4);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name :
                List.of("test_batch", "data_batch_2", "data_batch_1", "data_batch_5", "data_batch_3", "data_batch_4")) {
            entries.put("cifar-10-batches-bin/" + name + ".bin", Files.readAllBytes(binaries.resolve(name + ".bin")));
        }
        tar("cifar-10-binary.tar.gz", entries);
        bring("cifar10");
        Cifar10 archive = new Cifar10("", 5, 2, 0, "");
        Cifar10 own = new Cifar10(binaries.toString(), 5, 2, 0, "");

        assertThat(archive.contents()).isEqualTo(own.contents()).containsKey("sha256");
        assertThat(new Cifar10("", 4, 2, 0, "").contents()).isNotEqualTo(own.contents());
        assertSizes(archive, 18, 2, 4);
        assertSizes(own, 18, 2, 4);
        assertThat(archive.load(Split.TRAIN).sha256())
                .isEqualTo(own.load(Split.TRAIN).sha256());
        assertThat(archive.contents()).as("once decoded").isEqualTo(own.contents());
    }

    /** A plan asks for sizes and writes nothing. */
    private void assertSizes(Dataset set, int train, int validation, int test) {
        assertThat(set.size(Split.TRAIN)).isEqualTo(train);
        assertThat(set.size(Split.VALIDATION)).isEqualTo(validation);
        assertThat(set.size(Split.TEST)).isEqualTo(test);
        assertThat(folder.decoded()).doesNotExist();
    }

    private void bring(String name) {
        new Transfers(folder, Progress.silent()).importFrom(Catalog.get(name), List.of(root), true);
        sdde.data.Datasets.REGISTRY.defaults(name).checkFiles();
    }

    /** The formula of make_format_golden.py. */
    private static void assertPixels(Images images) {
        byte[] pixels = images.pixels();
        for (int at = 0; at < pixels.length; at++) {
            int expected = 7 * (at / 3072) + 50 * (at % 3072 / 1024) + 3 * (at % 1024 / 32) + at % 32;
            assertThat(pixels[at] & 0xff).isEqualTo(expected % 256);
        }
    }

    private Path golden(String name) throws IOException {
        try (InputStream in = PublishedSetsTest.class.getResourceAsStream("/sdde/data/format/" + name)) {
            Path file = root.resolve(name);
            Files.copy(Objects.requireNonNull(in, name), file);
            return file;
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] jpeg(int width, int height, int colour) throws IOException {
        return picture(width, height, colour, BufferedImage.TYPE_INT_RGB, "jpg");
    }

    private static byte[] png(int width, int height, int colour, int type) throws IOException {
        return picture(width, height, colour, type, "png");
    }

    private static byte[] picture(int width, int height, int colour, int type, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, colour);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** The sample in the file itself, which Java's own conversion would change. */
    private static byte greyOf(byte[] png) throws IOException {
        return (byte)
                ImageIO.read(new java.io.ByteArrayInputStream(png)).getRaster().getSample(0, 0, 0);
    }

    private static byte[] npy(String type, String shape, byte[] entries) throws IOException {
        byte[] header = text("{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
        out.write(header);
        out.write(entries);
        return out.toByteArray();
    }

    private void unpack(Map<String, byte[]> entries) throws IOException {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path file = root.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    private void zip(String file, Map<String, byte[]> entries) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(root.resolve(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeArchiveEntry();
            }
        }
    }

    private void tar(String file, Map<String, byte[]> entries) throws IOException {
        java.io.OutputStream raw = Files.newOutputStream(root.resolve(file));
        java.io.OutputStream packed = file.endsWith("gz") ? new java.util.zip.GZIPOutputStream(raw) : raw;
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(packed)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
                header.setSize(entry.getValue().length);
                out.putArchiveEntry(header);
                out.write(entry.getValue());
                out.closeArchiveEntry();
            }
        }
    }
}
