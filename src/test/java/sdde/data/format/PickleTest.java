package sdde.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.UserError;

@Timeout(20)
class PickleTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void readsWhatNumpyWrote(int protocol) throws IOException {
        Map<?, ?> map = (Map<?, ?>) read(golden("protocol" + protocol + ".pickle"));

        PickledArray data = (PickledArray) Objects.requireNonNull(map.get("data"));
        assertThat(data.shape()).containsExactly(1, 3072);
        assertThat(data.entries()[1024 + 32 + 1] & 0xff).isEqualTo(50 + 3 + 1);
        assertThat(map.get("labels")).isEqualTo(List.of(0L));
        assertThat(map.get("x")).isEqualTo(Arrays.asList(1.5, null, true, -3L, 1L << 40));
    }

    /** As cPickle of Python 2 wrote CIFAR: texts as 'U' and 'T', the array by _reconstruct. */
    @Test
    void readsWhatPythonTwoWrote() throws IOException {
        Map<?, ?> map = (Map<?, ?>) read(pythonTwo());

        assertThat(map.get("labels")).isEqualTo(List.of(6L, 9L));
        PickledArray data = (PickledArray) Objects.requireNonNull(map.get("data"));
        assertThat(data.shape()).containsExactly(2, 3);
        assertThat(data.entries()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void callsNothingThatAPickleAsksFor() {
        byte[] evil = "cos\nsystem\n(S'touch /tmp/evil'\ntR.".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(evil))
                .isInstanceOf(UserError.class)
                .hasMessage("pickle file x is refused: it calls 'os.system', which could do anything; only lists,"
                        + " dictionaries, texts and NumPy arrays are read");
        byte[] builtins = "c__builtin__\neval\n.".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(builtins)).hasMessageContaining("it calls '__builtin__.eval'");
    }

    @Test
    void refusesPromisesAndBombs() {
        assertThatThrownBy(() -> read(new byte[] {'B', -1, -1, -1, -1, 1}))
                .isInstanceOf(UserError.class)
                .hasMessage("pickle file x is refused: it promises a text of 4294967295 bytes");
        assertThatThrownBy(() -> read(new byte[] {'T', 0, 0, 0, 0x7f, 1}))
                .isInstanceOf(UserError.class)
                .hasMessage("pickle file x is refused: it ends too early");
        byte[] many = new byte[5_000_000];
        Arrays.fill(many, (byte) ']');
        assertThatThrownBy(() -> read(many))
                .isInstanceOf(UserError.class)
                .hasMessage("pickle file x is refused: it has more than 1000000 instructions");
    }

    @Test
    void refusesAListThatHoldsItself() {
        byte[] ring = {']', 'q', 1, 'h', 1, 'a', '}', 'h', 1, 'N', 's', '.'};
        assertThatThrownBy(() -> read(ring))
                .isInstanceOf(UserError.class)
                .hasMessage("pickle file x is refused: it has a key that is no text and no number");
    }

    /** Sixty tuples of the one before, twice: hashing or writing the last one takes 2⁶⁰ steps. */
    @Test
    void refusesTuplesThatTakeForEver() {
        ByteArrayOutputStream tuples = new ByteArrayOutputStream();
        tuples.write(']');
        for (int i = 0; i < 60; i++) {
            tuples.writeBytes(new byte[] {'q', (byte) i, '0', 'h', (byte) i, 'h', (byte) i, (byte) 0x86});
        }
        byte[] start = tuples.toByteArray();

        assertThatThrownBy(() -> read(joined(new byte[] {'}'}, start, new byte[] {'N', 's', '.'})))
                .hasMessage("pickle file x is refused: it has a key that is no text and no number");
        byte[] dtype = "cnumpy\ndtype\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(joined(dtype, start, new byte[] {(byte) 0x85, 'R', '.'})))
                .hasMessage("pickle file x is refused: it is damaged");
    }

    /** One text of a megabyte, turned into bytes 10,000 times. */
    @Test
    void refusesToEncodeMoreThanMemoryHolds() {
        byte[] text = new byte[1 << 20];
        Arrays.fill(text, (byte) 'a');
        byte[] names = joined(
                "c_codecs\nencode\nq".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0, 'X', 0, 0, 0x10, 0},
                text,
                new byte[] {'q', 1, 'U', 6, 'l', 'a', 't', 'i', 'n', '1', 'q', 2});
        byte[] calls = new byte[80_000];
        for (int i = 0; i < calls.length; i += 8) {
            System.arraycopy(new byte[] {'h', 0, 'h', 1, 'h', 2, (byte) 0x86, 'R'}, 0, calls, i, 8);
        }

        assertThatThrownBy(() -> read(joined(names, calls, new byte[] {'.'})))
                .isInstanceOf(UserError.class)
                .hasMessageMatching("pickle file x is refused: it makes more than \\d+ bytes out of texts");
    }

    @Test
    void refusesNumbersThatAreNone() {
        byte[] large = "(I99999999999\ng99999999999\n.".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(large)).hasMessage("pickle file x is refused: it is damaged");
    }

    @Test
    void extendsAnEmptyTupleOrRefuses() throws IOException {
        assertThat(read(new byte[] {')', 'N', 'a', '.'})).isEqualTo(Arrays.asList((Object) null));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Property(tries = 20_000)
    void whateverTheBytesItReadsThemOrRefuses(@ForAll @Size(max = 40) byte[] bytes) {
        byte[] ended = Arrays.copyOf(bytes, bytes.length + 1);
        ended[bytes.length] = '.';

        Throwable refusal = catchThrowable(() -> Pickle.read(new ByteArrayInputStream(ended), "file x"));

        if (refusal != null) {
            assertThat(refusal).isInstanceOf(UserError.class).hasMessageStartingWith("pickle file x is refused: ");
        }
    }

    @Property(tries = 2000)
    void aByteChangedIsReadOrRefused(@ForAll int place, @ForAll byte value) throws IOException {
        byte[] bytes = pythonTwo();
        bytes[Math.floorMod(place, bytes.length)] = value;

        Throwable refusal = catchThrowable(() -> Pickle.read(new ByteArrayInputStream(bytes), "file x"));

        if (refusal != null) {
            assertThat(refusal).isInstanceOf(UserError.class);
        }
    }

    private static Object read(byte[] bytes) throws IOException {
        return Objects.requireNonNull(Pickle.read(new ByteArrayInputStream(bytes), "file x"));
    }

    static byte[] golden(String name) throws IOException {
        try (InputStream in = PickleTest.class.getResourceAsStream("/sdde/data/format/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static byte[] pythonTwo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x80, 2, '}', 'q', 1, '('});
        out.write(text("labels"));
        out.write(new byte[] {'q', 2, ']', 'q', 3, '(', 'K', 6, 'K', 9, 'e'});
        out.write(text("data"));
        out.write("cnumpy.core.multiarray\n_reconstruct\nq\u0004cnumpy\nndarray\nq\u0005"
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[] {'K', 0, (byte) 0x85});
        out.write(text("b"));
        out.write(new byte[] {(byte) 0x87, 'R', 'q', 6, '(', 'K', 1, 'K', 2, 'K', 3, (byte) 0x86});
        out.write("cnumpy\ndtype\nq\u0007".getBytes(StandardCharsets.ISO_8859_1));
        out.write(text("u1"));
        out.write(new byte[] {'K', 0, 'K', 1, (byte) 0x87, 'R', 'q', 8, '(', 'K', 3});
        out.write(text("|"));
        out.write(new byte[] {'N', 'N', 'N', 'J', -1, -1, -1, -1, 'J', -1, -1, -1, -1, 'K', 0, 't', 'b', (byte) 0x89});
        out.write(new byte[] {'T', 6, 0, 0, 0, 1, 2, 3, 4, 5, 6, 't', 'b', 'u', '.'});
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        byte[] bytes = new byte[text.length() + 2];
        bytes[0] = 'U';
        bytes[1] = (byte) text.length();
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, 2, text.length());
        return bytes;
    }
}
