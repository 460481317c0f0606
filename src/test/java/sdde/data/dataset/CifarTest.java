package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.files.DataFolder;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class CifarTest {
    private static final int COUNT = 20; // images a file

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() {
        CifarBytes.write(folder, COUNT);
        new DataFolder(folder.resolve("data")).use();
    }

    @AfterEach
    void forget() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    private Cifar10 cifar(int batches, int validationSize, String sha256) {
        return new Cifar10(folder.toString(), batches, validationSize, 0, sha256);
    }

    private String message(Split split) {
        try {
            cifar(5, 10, "").load(split);
            return "";
        } catch (UserError e) {
            return String.valueOf(e.getMessage()).replace(folder.toString(), "FOLDER");
        }
    }

    @Test
    void theSplitsAreWhatTheFilesHold() {
        Images train = cifar(5, 10, "").load(Split.TRAIN);
        Images validation = cifar(5, 10, "").load(Split.VALIDATION);
        Images test = cifar(5, 10, "").load(Split.TEST);

        assertThat(train.shape()).isEqualTo(new Images.Shape(3, 32, 32));
        assertThat(train.size()).isEqualTo(5 * COUNT - 10);
        assertThat(Arrays.stream(validation.labels()).sorted()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(train.ids()).doesNotContain(validation.ids()).isSorted();
        byte[] records = CifarBytes.records(COUNT, 10, 6);
        assertThat(test.labels()[13]).isEqualTo(3);
        int image = 13 * 3072;
        assertThat(Arrays.copyOfRange(test.pixels(), image, image + 3072))
                .isEqualTo(Arrays.copyOfRange(records, 13 * 3073 + 1, 14 * 3073));
    }

    /** By position in the files one after another. */
    @Test
    void anIdLeadsToItsImage() {
        Images train = cifar(5, 10, "").load(Split.TRAIN);
        int row = train.size() - 1;
        int id = (int) train.ids()[row];
        byte[] records = CifarBytes.records(COUNT, 10, 1 + id / COUNT);

        assertThat(train.labels()[row]).isEqualTo(records[id % COUNT * 3073]);
        assertThat(train.pixels()[row * 3072 + 5]).isEqualTo(records[id % COUNT * 3073 + 6]);
    }

    @Test
    void gzippedFilesAreTheSame() throws IOException {
        String plain = cifar(5, 10, "").load(Split.TRAIN).sha256();
        Object contents = cifar(5, 10, "").contents();
        for (int i = 1; i <= 5; i++) {
            Path file = folder.resolve("data_batch_" + i + ".bin");
            Files.write(folder.resolve("data_batch_" + i + ".bin.gz"), IdxBytes.gzip(Files.readAllBytes(file)));
            Files.delete(file);
        }

        assertThat(cifar(5, 10, "").load(Split.TRAIN).sha256()).isEqualTo(plain);
        assertThat(cifar(5, 10, "").contents()).isEqualTo(contents);
    }

    @Test
    void fewerBatchesNeedFewerFiles() throws IOException {
        Files.delete(folder.resolve("data_batch_3.bin"));
        Files.delete(folder.resolve("data_batch_5.bin"));

        assertThat(cifar(2, 10, "").load(Split.TRAIN).size()).isEqualTo(2 * COUNT - 10);
        assertThat(message(Split.TRAIN))
                .isEqualTo(
                        "dataset 'cifar10': FOLDER has no data_batch_3.bin, data_batch_5.bin, plain or with .gz; it needs"
                                + " data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin,"
                                + " test_batch.bin, the binary version of the data");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = folder.resolve("test_batch.bin");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(message(Split.TEST))
                .isEqualTo(
                        "CIFAR file FOLDER/test_batch.bin is damaged: expected records of 3073 bytes, got 61459 bytes in"
                                + " all");

        whole[2 * 3073] = 77;
        Files.write(file, whole);
        assertThat(message(Split.TEST))
                .isEqualTo(
                        "CIFAR file FOLDER/test_batch.bin is damaged: expected labels from 0 to 9, got 77 in record 2");

        Files.write(file, Arrays.copyOf(IdxBytes.gzip(whole), 100)); // a torn .gz under the plain name
        assertThat(message(Split.TEST)).startsWith("CIFAR file FOLDER/test_batch.bin is damaged: ");
    }

    @Test
    void aMissingFolderSaysWhatToPutThere() {
        assertThatThrownBy(() -> new Cifar10("", 5, 10, 0, "").load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("data set 'cifar10' cannot be used: ");
        assertThatThrownBy(() -> new Cifar10("no/such", 5, 10, 0, "").load(Split.TEST))
                .hasMessageStartingWith("dataset 'cifar10': there is no folder no/such; put data_batch_1.bin, ");
    }

    @Test
    void filesThatChangedSinceThePlanAreRefused() throws IOException {
        String planned = String.valueOf(cifar(5, 10, "").contents().get("sha256"));
        assertThat(cifar(5, 10, planned).load(Split.VALIDATION).size()).isEqualTo(10);

        Files.write(folder.resolve("data_batch_4.bin"), CifarBytes.records(COUNT, 10, 99));

        assertThatThrownBy(() -> cifar(5, 10, planned).load(Split.VALIDATION))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("have changed: expected SHA-256 " + planned);
    }

    /** What is trained on counts, not where it lies. */
    @Test
    void theIdOfARunHoldsTheContentsAndNotTheFolder(@TempDir Path elsewhere) throws IOException {
        CifarBytes.write(elsewhere, COUNT);
        assertThat(id(elsewhere)).isEqualTo(id(folder));

        Files.write(elsewhere.resolve("data_batch_4.bin"), CifarBytes.records(COUNT, 10, 99));
        assertThat(id(elsewhere)).isNotEqualTo(id(folder));
    }

    private static RunId id(Path folder) {
        Choice choice = Choice.of("cifar10", Map.of("folder", folder.toString()));
        Choice pinned = Datasets.REGISTRY.pinned(choice);
        TrainSettings train = new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none");
        return new RunSpec(pinned, Choice.of("lenet"), Choice.of("de"), 3, 1, train).id();
    }

    @Test
    void theFineLabelsOfAHundredClassesCount() throws IOException {
        byte[] records = new byte[3 * 3074];
        for (int i = 0; i < 3; i++) {
            records[i * 3074] = 19; // coarse
            records[i * 3074 + 1] = (byte) (97 + i);
            records[i * 3074 + 2] = (byte) i; // first pixel
        }
        Files.write(folder.resolve("train.bin"), records);
        Files.write(folder.resolve("test.bin"), records);
        Cifar100 cifar = new Cifar100(folder.toString(), 1, 0, "");

        Images test = cifar.load(Split.TEST);

        assertThat(test.labels()).containsExactly(97, 98, 99);
        assertThat(test.pixels()[2 * 3072]).isEqualTo((byte) 2);
        assertThat(cifar.load(Split.TRAIN).size() + cifar.load(Split.VALIDATION).size())
                .isEqualTo(3);
        assertThat(cifar.facts().classes()).isEqualTo(100);
    }

    @Test
    void wrongParametersAreRefused() throws IOException {
        assertThat(Datasets.REGISTRY.problem(Choice.of("cifar10", Map.of("batches", 6))))
                .contains("dataset 'cifar10': batches must be in [1, 5], got 6");
        assertThat(Datasets.REGISTRY.problem(Choice.of("cifar100", Map.of("validation_size", 0))))
                .contains("dataset 'cifar100': validation_size must be >= 1, got 0");
        assertThatThrownBy(() -> cifar(5, 5 * COUNT, "").load(Split.TRAIN))
                .hasMessage("dataset 'cifar10': validation_size must be in [1, 99], got 100");
    }
}
