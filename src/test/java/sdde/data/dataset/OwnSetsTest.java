package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.files.Catalog;
import sdde.data.files.DataFolder;
import sdde.data.files.Progress;
import sdde.data.files.Transfers;

/** A user's own pictures and arrays, and CIFAR's archives in the data folder. */
class OwnSetsTest {
    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void usesItsOwnDataFolder() {
        new DataFolder(root.resolve("data")).use();
    }

    @AfterEach
    void forgetsIt() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    @Test
    void drawsTestAndValidationOutOfClassFolders() throws IOException {
        for (int i = 0; i < 10; i++) {
            png("pictures/cat/%d.png".formatted(i), 0x102030);
            png("pictures/dog/%d.png".formatted(i), 0xa0b0c0);
        }
        Folder set = new Folder(root.resolve("pictures").toString(), 3, 8, 6, 4, 0, "");

        Images test = set.load(Split.TEST);
        assertThat(test.labels()).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(set.load(Split.VALIDATION).labels()).containsExactly(0, 0, 1, 1);
        assertThat(set.load(Split.TRAIN).size()).isEqualTo(10);
        assertThat(test.pixels()[0]).isEqualTo((byte) 0x10);
        assertThat(set.facts().classes()).isEqualTo(2);
        assertThat(set.classNames()).containsExactly("cat", "dog");
        Object sha256 = set.contents().get("sha256");
        png("pictures/dog/3.png", 0xa0b0c1);
        assertThat(set.contents().get("sha256")).isNotEqualTo(sha256);
        assertThatThrownBy(() -> new Folder(root.resolve("pictures").toString(), 3, 8, 6, 4, 0, String.valueOf(sha256))
                        .load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has changed: expected SHA-256 " + sha256);
    }

    @Test
    void takesTheUsersOwnSplit() throws IOException {
        for (int i = 0; i < 4; i++) {
            png("pictures/train/a/%d.png".formatted(i), 0x101010);
            png("pictures/train/b/%d.png".formatted(i), 0xf0f0f0);
        }
        png("pictures/test/b/0.png", 0xf0f0f0);
        Folder set = new Folder(root.resolve("pictures").toString(), 1, 8, 0, 2, 0, "");

        assertThat(set.load(Split.TRAIN).size()).isEqualTo(6);
        assertThat(set.load(Split.TEST).labels()).containsExactly(1);
        png("pictures/test/c/0.png", 0xf0f0f0);
        assertThatThrownBy(set::facts)
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "has the class folders [c], which " + root.resolve("pictures/train") + " has not");
    }

    @Test
    void followsLinksAndPassesOverWhatIsHidden() throws IOException {
        for (int i = 0; i < 4; i++) {
            png("elsewhere/%d.png".formatted(i), 0x101010);
            png("pictures/één/%d.png".formatted(i), 0xf0f0f0);
        }
        png("pictures/.thumbnails/x.png", 0xf0f0f0);
        Files.writeString(root.resolve("pictures/.DS_Store"), "x");
        Files.writeString(root.resolve("pictures/één/._0.png"), "no picture");
        Files.createSymbolicLink(root.resolve("pictures/linked"), root.resolve("elsewhere"));
        Folder set = new Folder(root.resolve("pictures").toString(), 1, 8, 2, 2, 0, "");

        assertThat(set.classNames()).containsExactly("linked", "één");
        assertThat(set.load(Split.TEST).labels()).containsExactly(0, 1);
        assertThat(set.load(Split.TRAIN).labels()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void namesFoldersThatCannotBeRead() throws IOException {
        png("pictures/a/0.png", 0x101010);
        Files.createDirectories(root.resolve("pictures/b"));
        Folder set = new Folder(root.resolve("pictures").toString(), 1, 8, 0, 2, 0, "");
        assertThatThrownBy(() -> set.size(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the class folders [b] hold no pictures; fill or remove them");
        Files.createSymbolicLink(root.resolve("pictures/b/above"), root.resolve("pictures"));
        assertThatThrownBy(() -> set.size(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("FileSystemLoopException")
                .hasMessageContaining(root.resolve("pictures/b/above").toString());
        Files.delete(root.resolve("pictures/b/above"));
        Files.writeString(root.resolve("pictures/b/0.png"), "no picture");
        assertThatThrownBy(() -> set.load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("picture " + root.resolve("pictures/b/0.png"));
    }

    @Test
    void asksAboutPicturesWithoutClasses() throws IOException {
        png("pictures/x.png", 0x101010);
        Folder set = new Folder(root.resolve("pictures").toString(), 1, 8, 0, 2, 0, "");

        assertThat(set.load(Split.TEST).labels()).containsExactly(Images.NO_LABEL);
        assertThatThrownBy(() -> set.load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("all its images are in split 'test', because test_size is 0");
        assertThatThrownBy(() -> new Folder(root.resolve("absent").toString(), 1, 8, 0, 2, 0, "").checkFiles())
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'folder': there is no folder " + root.resolve("absent"));
    }

    @Test
    void readsNumpyArchives() throws IOException {
        byte[] pixels = new byte[20 * 12];
        byte[] labels = new byte[20];
        for (int i = 0; i < 20; i++) {
            labels[i] = (byte) (i % 2);
            pixels[i * 12] = (byte) i;
        }
        Path whole = npz("whole.npz", Map.of("images", array("(20, 3, 4)", pixels), "labels", array("(20,)", labels)));
        NpzSet set = new NpzSet(whole.toString(), 4, 6, 0, "");

        assertThat(set.load(Split.TEST).labels()).containsExactly(0, 1, 0, 1);
        assertThat(set.load(Split.TRAIN).size()).isEqualTo(10);
        assertThat(set.facts().classes()).isEqualTo(2);
        assertThat(set.facts().height()).isEqualTo(3);

        Path apart = npz(
                "apart.npz",
                Map.of(
                        "train_images", array("(20, 3, 4)", pixels),
                        "train_labels", array("(20, 1)", labels),
                        "test_images", array("(20, 3, 4)", pixels),
                        "test_labels", array("(20, 1)", labels)));
        assertThat(new NpzSet(apart.toString(), 0, 4, 0, "").load(Split.TRAIN).size())
                .isEqualTo(16);
        assertThat(new NpzSet(apart.toString(), 0, 4, 0, "").load(Split.TEST).size())
                .isEqualTo(20);
    }

    @Test
    void refusesHostileNumpyArchives() throws IOException {
        Path huge = npz("huge.npz", Map.of("images", array("(2000000000, 28, 28)", new byte[10])));
        assertThatThrownBy(() -> new NpzSet(huge.toString(), 0, 4, 0, "").load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is [2000000000, 28, 28] of type u1; expected bytes, type u1, and at most ");
        Path evil = npz("evil.npz", Map.of("../images", array("(1, 2, 2)", new byte[4])));
        assertThatThrownBy(() -> new NpzSet(evil.toString(), 0, 4, 0, "").load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("which leads out of its folder");
        Path none = npz("none.npz", Map.of("labels", array("(1,)", new byte[1])));
        assertThatThrownBy(() -> new NpzSet(none.toString(), 0, 4, 0, "").load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no array 'images'; it has []");
    }

    @Test
    void areShiftedLikeTheOthers() throws IOException {
        for (int i = 0; i < 4; i++) {
            png("pictures/train/a/%d.png".formatted(i), 0x101010 * i);
            png("pictures/test/a/%d.png".formatted(i), 0x050505 * i);
        }
        Shift fog =
                new Shift("folder", "fog", 3, 1, 2, 0, root.resolve("pictures").toString());
        Images.Shape shape = new Images.Shape(1, 12, 12);
        Images validation = fog.load(Split.VALIDATION, shape, 0);
        assertThat(validation.size()).isEqualTo(2);
        assertThat(validation.sha256())
                .isEqualTo(fog.load(Split.VALIDATION, shape, 0).sha256())
                .isNotEqualTo(new Folder(root.resolve("pictures").toString(), 3, 32, 0, 2, 0, "")
                        .load(Split.VALIDATION, shape)
                        .sha256());
        assertThat(fog.size(Split.TEST)).isEqualTo(4);
        assertThatThrownBy(() -> fog.load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'shift': a shift of your own files is asked about, not trained on");

        Path arrays = npz("own.npz", Map.of("images", array("(20, 3, 4)", new byte[240])));
        assertThat(new Shift("npz", "noise", 0, 0, 2, 0, arrays.toString())
                        .load(Split.TEST)
                        .pixels())
                .isNotEqualTo(new byte[240]);
        assertThatThrownBy(() -> new Shift("npz", "noise", 0, 0, 2, 0, "").facts())
                .hasMessage("a shift of dataset 'npz' needs the path of its files");
        assertThatThrownBy(() -> new Shift("mnist", "noise", 0, 0, 2, 0, arrays.toString()).facts())
                .hasMessage("a shift of dataset 'mnist' takes no path: its files are known");
    }

    @Test
    void readsCifarFromTheArchiveForPythonInTheDataFolder() throws IOException {
        Path archive = root.resolve("cifar-10-python.tar.gz");
        try (java.io.InputStream in =
                OwnSetsTest.class.getResourceAsStream("/sdde/data/format/cifar-10-python.tar.gz")) {
            Files.copy(java.util.Objects.requireNonNull(in), archive);
        }
        Cifar10 set = new Cifar10("", 2, 1, 0, "");
        assertThatThrownBy(set::checkFiles)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("get it with 'bin/sweep data fetch cifar10' (170.1 MB)");
        new Transfers(DataFolder.current(), Progress.silent()).importFrom(Catalog.get("cifar10"), List.of(root), true);

        set.checkFiles();
        assertThat(set.load(Split.TRAIN).size()).isEqualTo(4);
        assertThat(set.load(Split.VALIDATION).size()).isEqualTo(1);
        assertThat(set.load(Split.TEST).labels()).containsExactly(5, 6);
        String sha256 = String.valueOf(set.contents().get("sha256"));
        assertThat(new Cifar10("", 2, 1, 0, sha256).load(Split.TRAIN).size()).isEqualTo(4);
        assertThatThrownBy(() -> new Cifar10("", 1, 1, 0, sha256).load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("have changed: expected SHA-256 " + sha256);
    }

    private void png(String name, int colour) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, colour);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static byte[] array(String shape, byte[] entries) throws IOException {
        byte[] header = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }\n"
                .formatted(shape)
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
        out.write(header);
        out.write(entries);
        return out.toByteArray();
    }

    private Path npz(String file, Map<String, byte[]> arrays) throws IOException {
        Path path = root.resolve(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, byte[]> array : new LinkedHashMap<>(arrays).entrySet()) {
                out.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                out.write(array.getValue());
                out.closeEntry();
            }
        }
        return path;
    }
}
