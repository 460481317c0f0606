package sdde.train.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the archive of a TorchScript module without state: a zip of stored files, its code as text and its one object as
 * a pickle of a few bytes.
 */
final class TorchScript {
    private static final String TYPE = "__torch__.Operations";

    private TorchScript() {}

    /** @param methods in TorchScript's serialised form; {@code self} is of type {@code __torch__.Operations} */
    static byte[] archive(String methods) {
        String code =
                """
                class Operations(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                """
                        + methods.indent(2);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            store(zip, "operations/data.pkl", object());
            store(zip, "operations/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            store(zip, "operations/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'}); // an empty tuple
            store(zip, "operations/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    /** Pickle, protocol 2: an instance of the class with the attribute {@code training = True}. */
    private static byte[] object() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(("c" + TYPE.replace('.', '\n') + "\n").getBytes(StandardCharsets.US_ASCII)); // GLOBAL
        pickle.write(')'); // no arguments
        pickle.write(0x81); // NEWOBJ
        pickle.write("}(X".getBytes(StandardCharsets.US_ASCII)); // a dictionary, filled from here; a text of
        pickle.write(new byte[] {8, 0, 0, 0}); // eight letters
        pickle.write("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write(0x88); // True
        pickle.write("ub.".getBytes(StandardCharsets.US_ASCII)); // into the dictionary, dictionary into the object, end
        return pickle.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED); // the loader maps the files, so none may be compressed
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
