package sdde.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.UserError;

@Timeout(30)
class TransfersTest {
    private static final int SIZE = 1_000_000;
    private static final byte[] CONTENT = FileServer.bytes(SIZE);
    private static final Limits LIMITS = new Limits(
            Duration.ofSeconds(2), Duration.ofMillis(700), 1000, 3, Duration.ofMillis(5), Duration.ofSeconds(20));

    @TempDir
    private Path root = Path.of("");

    private FileServer server = new FileServer(CONTENT);

    @BeforeEach
    void startsAnew() {
        server.close();
        server = new FileServer(CONTENT);
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void bringsAFileAndItsReceipt() throws IOException {
        Source source = source(SIZE, md5(CONTENT));

        int fetched = transfers().fetch(source, server.folder());

        assertThat(fetched).isEqualTo(1);
        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
        assertThat(left()).containsExactlyInAnyOrder("images.bin", "images.bin.receipt.json", ".lock");
        assertThat(state(source)).isEqualTo(StoredFile.State.SOUND);
        assertThat(transfers().fetch(source, server.folder())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99})
    void goesOnWhereItBrokeOff(int percent) throws IOException {
        server.next(server.breaksAfter(SIZE / 100 * percent));

        transfers().fetch(source(SIZE, md5(CONTENT)), server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
        assertThat(server.ranges()).hasSize(2);
        String second = server.ranges().get(1);
        if (percent > 0) {
            long from = Long.parseLong(second.replaceAll("\\D", ""));
            assertThat(from).isBetween(1L, SIZE / 100L * percent);
        }
    }

    @Test
    void goesOnInAnotherProcessAfterEveryTenth() throws IOException {
        Limits once = new Limits(LIMITS.answer(), LIMITS.window(), 1000, 1, LIMITS.pause(), LIMITS.total());
        Source source = source(SIZE, md5(CONTENT));
        for (int tenth = 0; tenth < 9; tenth++) {
            server.next(server.breaksAfter(SIZE / 10)).next(FileServer.status(404));

            assertThatThrownBy(() -> new Transfers(folder(), once, Progress.silent()).fetch(source, server.folder()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("bytes are kept, the same command goes on from there");
        }
        assertThat(state(source)).isEqualTo(StoredFile.State.UNFINISHED);

        transfers().fetch(source, server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
    }

    @Test
    void beginsAgainWhereTheServerKnowsNoRanges() throws IOException {
        server.withoutRanges().next(server.breaksAfter(SIZE / 2));

        transfers().fetch(source(SIZE, md5(CONTENT)), server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
    }

    @Test
    void doesNotGlueTwoEditionsTogether() throws IOException {
        byte[] edition = CONTENT.clone();
        edition[SIZE - 1] ^= 1;
        edition[0] ^= 1;
        server.next(exchange -> {
            server.breaksAfter(SIZE / 2).answer(exchange);
            server.publish(edition, "\"two\"");
        });

        transfers().fetch(source(SIZE, null), server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(edition);
    }

    @Test
    void refusesAnotherFileUnderTheSameName() throws IOException {
        byte[] tampered = CONTENT.clone();
        tampered[500_000] ^= 1;

        Source source = source(SIZE, md5(tampered));

        assertThatThrownBy(() -> transfers().fetch(source, server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "cannot fetch images.bin of data set 'toy': %s/images.bin: images.bin from %s/images.bin is not the"
                                        .formatted(server.folder(), server.folder())
                                + " published file: it has MD5 %s, expected MD5 %s (its page); nothing of it was kept;"
                                        .formatted(md5(CONTENT), md5(tampered))
                                + " try again later, or another server with --mirror URL");
        assertThat(left()).containsExactly(".lock");
    }

    @Test
    void refusesAFileOfAnotherSizeWhereThereIsNoChecksum() {
        assertThatThrownBy(() -> transfers().fetch(source(SIZE + 1, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it has 1000000 bytes, expected 1000001");
    }

    @Test
    void recordsTheFirstDownloadWhereNobodyPublishesAChecksum() throws IOException {
        Source source = source(RemoteFile.UNKNOWN, null);

        transfers().fetch(source, server.folder());

        assertThat(state(source)).isEqualTo(StoredFile.State.UNCHECKED);
        Files.write(file(), new byte[SIZE]);
        assertThat(new StoredFiles(source, folder()).files().get(0).verify().problem())
                .startsWith(file() + " is damaged: it has SHA-256 ");
    }

    @Test
    void saysThatAFileIsNotThere() {
        server.next(FileServer.status(404));

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the server answers 404, no such file");
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void triesAgainWhereTheServerIsBusy() throws IOException {
        server.next(FileServer.status(503)).next(FileServer.status(429));

        transfers().fetch(source(SIZE, null), server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
    }

    @Test
    void givesUpOnASilentServer() {
        server.next(FileServer.isSilent()).next(FileServer.isSilent()).next(FileServer.isSilent());

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("timed out");
    }

    @Test
    void givesUpOnASlowServer() {
        for (int i = 0; i < 100; i++) {
            server.next(FileServer.trickles(50));
        }

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageMatching("(?s).*too slow: \\d+ bytes in 0.7 s, at least 1000 are expected.*");
        assertThat(server.ranges()).hasSize(LIMITS.tries());
    }

    @Test
    void givesUpOnAServerThatBringsAByteATry() {
        for (int i = 0; i < 100; i++) {
            server.next(server.breaksAfter(1));
        }

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, md5(CONTENT)), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3 bytes are kept, the same command goes on from there");
        assertThat(server.ranges()).containsExactly("-", "bytes=1-", "bytes=2-");
    }

    @Test
    void doesNotGlueTheRestThatAServerSendsWhateverItIsAsked() throws IOException {
        byte[] edition = CONTENT.clone();
        edition[SIZE - 1] ^= 1;
        edition[0] ^= 1;
        server.next(exchange -> {
                    server.breaksAfter(SIZE / 2).answer(exchange);
                    server.publish(edition, "\"two\"");
                })
                .withoutConditions();

        transfers().fetch(source(SIZE, null), server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(edition);
    }

    @Test
    void takesAFileOfWhichTheServerPromisedMore() throws IOException {
        server.next(server.promisesMoreThanItHas());

        transfers().fetch(source(SIZE, md5(CONTENT)), server.folder());

        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
    }

    @Test
    void refusesAFileThatTheServerPacks() throws IOException {
        server.next(FileServer.packs("gzip"));

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the server sends the file packed as 'gzip', which was not asked for");
        assertThat(left()).containsExactly(".lock");
    }

    @Test
    void saysThatARedirectionLeadsNowhere() {
        for (int i = 0; i < 20; i++) {
            server.next(FileServer.redirects("/pub/images.bin"));
        }

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the server answers 302, a redirection that leads nowhere");
    }

    @Test
    void givesUpOnAnEndlessServer() throws IOException {
        server.next(FileServer.floods());

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the server sends more than 1000000 bytes");
        assertThat(left()).containsExactly(".lock");
    }

    @Test
    void takesNothingFromAServerThatOffersTooMuch() throws IOException {
        server.next(FileServer.promises(1L << 40));

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the server offers 1099511627776 bytes, expected 1000000");
    }

    @Test
    void saysThatNobodyListens() {
        server.close();

        assertThatThrownBy(() -> transfers().fetch(source(SIZE, null), server.folder()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("cannot fetch images.bin of data set 'toy': ")
                .hasMessageContaining("there is no connection to 127.0.0.1:");
    }

    @Test
    void namesWhatIsMissingTruncatedOrTamperedAndTheCommandThatMendsIt() throws IOException {
        Source source = source(SIZE, md5(CONTENT));
        StoredFiles files = new StoredFiles(source, folder());
        String remedy = "; get it with 'bin/sweep data fetch toy' (1.0 MB), or with 'bin/sweep data import toy PATH'"
                + " from files that you have";
        assertThatThrownBy(files::require)
                .isInstanceOf(UserError.class)
                .hasMessage("data set 'toy' cannot be used: " + file() + " is missing" + remedy);
        transfers().fetch(source, server.folder());
        assertThat(files.require().paths()).containsExactly(file());

        Files.write(file(), java.util.Arrays.copyOf(CONTENT, 10));
        assertThatThrownBy(files::require)
                .isInstanceOf(UserError.class)
                .hasMessage("data set 'toy' cannot be used: " + file()
                        + " is damaged: it has 10 bytes, had 1000000 when it came" + remedy);

        byte[] tampered = CONTENT.clone();
        tampered[1]++;
        Files.write(file(), tampered);
        assertThatThrownBy(files::require)
                .isInstanceOf(UserError.class)
                .hasMessageContaining(" is damaged: it has SHA-256 ");

        transfers().fetch(source, server.folder());
        assertThat(files.require().sha256()).hasSize(1);
    }

    @Test
    void importsWhatIsThereAndRefusesWhatIsNotIt() throws IOException {
        Source source = source(SIZE, md5(CONTENT));
        Path given = Files.createDirectory(root.resolve("given"));
        Files.write(given.resolve("images.bin"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> transfers().importFrom(source, List.of(given), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not the published file: it has MD5 ")
                .hasMessageContaining("--unchecked takes it all the same");
        assertThat(file()).doesNotExist();
        transfers().importFrom(source, List.of(given), true);
        assertThat(state(source)).isEqualTo(StoredFile.State.DIFFERENT);

        Files.write(given.resolve("images.bin"), CONTENT);
        transfers().importFrom(source, List.of(given.resolve("images.bin")), false);
        assertThat(state(source)).isEqualTo(StoredFile.State.SOUND);
        assertThatThrownBy(() -> transfers().importFrom(source, List.of(root), false))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "data set 'toy' is made of [images.bin]; none of these lists is complete in [" + root + "]");
    }

    private Transfers transfers() {
        return new Transfers(folder(), LIMITS, Progress.silent());
    }

    private DataFolder folder() {
        return new DataFolder(root.resolve("data"));
    }

    private Path file() {
        return root.resolve("data/toy/images.bin");
    }

    private StoredFile.State state(Source source) {
        return new StoredFiles(source, folder()).files().get(0).look().state();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("data/toy"))) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static Source source(long bytes, @Nullable String md5) {
        RemoteFile file = new RemoteFile(
                "images.bin", List.of("http://localhost/"), bytes, md5 == null ? null : Checksum.md5(md5, "its page"));
        return new Source("toy", "toys", "none", "nowhere", List.of(List.of(file)));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
