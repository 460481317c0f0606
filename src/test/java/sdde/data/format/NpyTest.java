package sdde.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;

class NpyTest {
    @Test
    void readsWhatNumpyWrote() throws IOException {
        Npy array = open(PickleTest.golden("small.npy"));
        byte[] entries = new byte[4];

        array.skip(8);
        array.read(entries);

        assertThat(array.shape()).containsExactly(2L, 3L, 4L);
        assertThat(entries).containsExactly(8, 9, 10, 11);
        assertThat(open(PickleTest.golden("labels.npy")).labels(3)).containsExactly(3, 1, 2);
    }

    @Test
    void refusesWhatItWouldReadWrongly() {
        assertThatThrownBy(() -> open(PickleTest.golden("fortran.npy")))
                .isInstanceOf(UserError.class)
                .hasMessage("array file x is refused: it is in Fortran order; save it with numpy.ascontiguousarray");
        assertThatThrownBy(() -> open(PickleTest.golden("objects.npy")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("its header is '{'descr': '|O'");
    }

    @Test
    void refusesHostileHeaders() {
        refuses("{'descr': '|u1', 'fortran_order': False, 'shape': (9999999999999, 9999999999999), }", "its shape is");
        refuses("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,), }", "its shape is");
        refuses("__import__('os')", "its header is '__import__('os')'");
        byte[] long4 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
        assertThatThrownBy(() -> open(long4)).hasMessageContaining("its header claims 2147483647 bytes");
        assertThatThrownBy(() -> open(new byte[3])).hasMessageContaining("it does not begin as a NumPy array");
    }

    @Test
    void refusesFewerEntriesThanPromised() throws IOException {
        byte[] whole = PickleTest.golden("small.npy");
        Npy cut = open(Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> cut.read(new byte[24]))
                .isInstanceOf(UserError.class)
                .hasMessage("array file x is refused: it ends too early");
    }

    @Property(tries = 5000)
    void whateverTheHeaderItReadsItOrRefuses(@ForAll @Size(max = 100) byte[] tail) {
        byte[] bytes = new byte[10 + tail.length];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 80, 0}, 0, bytes, 0, 10);
        System.arraycopy(tail, 0, bytes, 10, tail.length);

        Throwable refusal = catchThrowable(() -> open(bytes));

        if (refusal != null) {
            assertThat(refusal).isInstanceOf(UserError.class);
        }
    }

    private static void refuses(String header, String why) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[10 + text.length];
        System.arraycopy(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0}, 0, bytes, 0, 10);
        System.arraycopy(text, 0, bytes, 10, text.length);
        assertThatThrownBy(() -> open(bytes))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("array file x is refused: ")
                .hasMessageContaining(why);
    }

    private static Npy open(byte[] bytes) throws IOException {
        return Npy.of(new ByteArrayInputStream(bytes), "file x");
    }
}
