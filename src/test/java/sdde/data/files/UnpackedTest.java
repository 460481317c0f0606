package sdde.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.UserError;
import sdde.data.format.Archive;

/** Folders that somebody has unpacked already. */
class UnpackedTest {
    private static final String LONG = "batches.meta-" + "x".repeat(120);

    @TempDir
    private Path root;

    private Path given = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        given = Files.createDirectories(root.resolve("given/cifar-10-batches-py"));
        Files.createDirectories(given.resolve("deeper"));
        Files.writeString(given.resolve("data_batch_1"), "first");
        Files.writeString(given.resolve("deeper").resolve(LONG), "second");
        Files.writeString(given.resolve(".DS_Store"), "not ours");
    }

    private static RemoteFile archive(String name) {
        return new RemoteFile(name, List.of("http://localhost/" + name), 1, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10-python.tar.gz", "cifar-10-python.tar", "cifar-10-python.zip"})
    void packsTheSameBytesWheneverAndWhereverItWasUnpacked(String name) throws IOException {
        Path first = root.resolve("a-" + name);
        Path second = root.resolve("b-" + name);
        Unpacked.among(List.of(given), archive(name)).orElseThrow().pack(first);
        Files.setLastModifiedTime(given.resolve("data_batch_1"), FileTime.fromMillis(1_000_000));
        Unpacked.among(List.of(given.getParent()), archive(name)).orElseThrow().pack(second);

        Map<String, String> read = new LinkedHashMap<>();
        new Archive(first)
                .each((entry, content) -> read.put(entry, new String(content.readAllBytes(), StandardCharsets.UTF_8)));

        assertThat(read)
                .containsExactly(
                        Map.entry("cifar-10-batches-py/data_batch_1", "first"),
                        Map.entry("cifar-10-batches-py/deeper/" + LONG, "second"));
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void isNoOtherFolder() {
        assertThat(Unpacked.among(List.of(given), archive("cifar-10-binary.tar.gz")))
                .isEmpty();
        assertThat(Unpacked.among(List.of(given), archive("cifar-10-batches-py.mat")))
                .isEmpty();
    }

    @Test
    void refusesLinksByName() throws IOException {
        Files.createSymbolicLink(given.resolve("data_batch_2"), Path.of("data_batch_1"));

        assertThatThrownBy(() -> Unpacked.among(List.of(given), archive("cifar-10-python.tar.gz"))
                        .orElseThrow()
                        .pack(root.resolve("out")))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("data_batch_2 is no file but a link or a device; data sets have none");
    }

    @Test
    void isTakenOnTheUsersWordOnly() {
        Source source = Catalog.get("cifar10");
        DataFolder folder = new DataFolder(root.resolve("data"));
        Transfers transfers = new Transfers(folder, Progress.silent());

        assertThatThrownBy(() -> transfers.importFrom(source, List.of(given), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("can be packed as cifar-10-python.tar.gz again")
                .hasMessageContaining("--unchecked");
        List<StoredFile> files = transfers.importFrom(source, List.of(given), true);

        assertThat(files).hasSize(1);
        assertThat(files.get(0).look().state()).isEqualTo(StoredFile.State.DIFFERENT);
        assertThat(folder.folder(source)).isDirectoryNotContaining("glob:**.import");
    }
}
