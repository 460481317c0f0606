package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

class IdxTest {
    private static final byte[] TWELVE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @TempDir
    private Path folder = Path.of("");

    private Path images = Path.of("");
    private Path labels = Path.of("");

    @BeforeEach
    void writeThreeImages() throws IOException {
        images = write("images.gz", IdxBytes.gzip(IdxBytes.of(TWELVE, 3, 2, 2)));
        labels = write("labels", IdxBytes.of(new byte[] {4, 0, (byte) 200}, 3));
    }

    @Test
    void readsImagesAndLabels() {
        Images read = idx(images, labels).load(Split.TEST);

        assertThat(read.shape()).isEqualTo(new Images.Shape(1, 2, 2));
        assertThat(read.pixels()).isEqualTo(TWELVE);
        assertThat(read.labels()).containsExactly(4, 0, 200);
        assertThat(read.ids()).containsExactly(0, 1, 2);
    }

    @Test
    void imagesWithoutLabelsSaySo() {
        Dataset unlabelled = new Idx(images.toString(), "", "");

        assertThat(unlabelled.load(Split.TEST).labels()).containsOnly(Images.NO_LABEL);
        assertThat(unlabelled.classes()).isZero();
    }

    @Test
    void factsComeFromTheHeaderAndTheLabels() {
        assertThat(idx(images, labels).facts()).isEqualTo(new Dataset.Facts(201, 1, 2, 2, Normalisation.half(1)));
    }

    @Test
    void readsColoursChannelsFirst() throws IOException {
        Path colours = write("colours", IdxBytes.of(TWELVE, 2, 3, 1, 2));

        Images read = new Idx(colours.toString(), "", "").load(Split.TEST);

        assertThat(read.shape()).isEqualTo(new Images.Shape(3, 1, 2));
        assertThat(read.pixels()).isEqualTo(TWELVE);
    }

    @Test
    void readsColoursChannelsLast() throws IOException {
        Path colours = write("colours", IdxBytes.of(TWELVE, 2, 2, 1, 3));

        Dataset dataset = new Idx(colours.toString(), "", "");

        assertThat(dataset.facts().channels()).isEqualTo(3);
        assertThat(dataset.load(Split.TEST).shape()).isEqualTo(new Images.Shape(3, 2, 1));
        assertThat(dataset.load(Split.TEST).pixels()).containsExactly(1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12);
    }

    @Test
    void checksTheHashIfGiven() {
        String right = IdxFile.read(images).sha256();
        String wrong = "0".repeat(64);

        assertThat(new Idx(images.toString(), "", right).load(Split.TEST).size())
                .isEqualTo(3);
        assertThatThrownBy(() -> new Idx(images.toString(), "", wrong).load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "IDX file %s: expected SHA-256 %s of its uncompressed contents, got %s; fetch the file again or mend sha256",
                        images, wrong, right);
    }

    @Test
    void refusesAHashThatIsNone() {
        assertThatThrownBy(() -> Datasets.REGISTRY.create(Choice.of("idx", Map.of("sha256", "abc"))))
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'idx': sha256 must be 64 lower-case hex digits, got 'abc'");
    }

    @Test
    void refusesMoreOrFewerLabelsThanImages() throws IOException {
        Path two = write("two", IdxBytes.of(new byte[2], 2));

        assertThatThrownBy(() -> idx(images, two).load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessage("IDX file %s has 2 labels, expected 3, as many as the images of IDX file %s", two, images);
    }

    @Test
    void refusesFilesGivenTheWrongWayRound() {
        assertThatThrownBy(() -> idx(labels, images).load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "IDX file %s has extents [3]; expected images: (N, H, W), (N, C, H, W) or (N, H, W, C) with C = 1 or 3",
                        labels);
        assertThatThrownBy(() -> idx(images, images).facts())
                .isInstanceOf(UserError.class)
                .hasMessage("IDX file %s has extents [3, 2, 2]; expected labels: (N)", images);
    }

    @Test
    void refusesTwoChannels() throws IOException {
        Path two = write("two", IdxBytes.of(TWELVE, 3, 2, 1, 2));

        assertThatThrownBy(() -> new Idx(two.toString(), "", "").facts())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has extents [3, 2, 1, 2]; expected images");
    }

    @Test
    void refusesToTrainWhereAllImagesAreForTest() {
        assertThatThrownBy(() -> idx(images, labels).load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("IDX file %s has no train split: all its images are in split 'test'", images);
    }

    @Test
    void refusesToSplitImagesWithoutLabels() {
        Dataset unlabelled = new Idx(images.toString(), "", "", "", 1, 1, 0);

        assertThatThrownBy(() -> unlabelled.load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'idx': labels are missing; without them its images cannot be split");
    }

    @Test
    void drawsTestAndValidationImagesAndNamesWhatItReads() throws IOException {
        byte[] pixels = new byte[40];
        byte[] classes = new byte[10];
        for (int i = 0; i < 10; i++) {
            Arrays.fill(pixels, 4 * i, 4 * i + 4, (byte) i);
            classes[i] = (byte) (i % 2);
        }
        Path ten = write("ten", IdxBytes.of(pixels, 10, 2, 2));
        Path two = write("two", IdxBytes.of(classes, 10));
        Idx whole = new Idx(ten.toString(), two.toString(), "", "", 4, 2, 7);

        Set<Long> ids = new TreeSet<>();
        for (Split split : Split.values()) {
            Images part = whole.load(split);
            assertThat(part.size()).isEqualTo(split == Split.TRAIN || split == Split.TEST ? 4 : 2);
            assertThat(whole.size(split)).isEqualTo(part.size());
            assertThat(Arrays.stream(part.labels()).sum()).isEqualTo(part.size() / 2); // the same share of both classes
            Arrays.stream(part.ids()).forEach(ids::add);
        }
        assertThat(ids).hasSize(10);
        assertThat(whole.contents())
                .containsEntry("sha256", IdxFile.read(ten).sha256())
                .containsEntry("labels_sha256", IdxFile.read(two).sha256());
        assertThatThrownBy(() -> new Idx(ten.toString(), two.toString(), "", "0".repeat(64), 4, 2, 7).load(Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("mend labels_sha256");
    }

    @Test
    void asksForThePathOfTheImages() {
        assertThatThrownBy(() -> Datasets.REGISTRY.defaults("idx").facts())
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'idx': images is missing; expected the path of an IDX file");
        assertThatThrownBy(() -> new Idx("a\0b", "", "").facts())
                .isInstanceOf(UserError.class)
                .hasMessage("dataset 'idx': images is no path: 'a\0b'");
    }

    private static Dataset idx(Path images, Path labels) {
        return Datasets.REGISTRY.create(
                Choice.of("idx", Map.of("images", images.toString(), "labels", labels.toString())));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
