package sdde.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Both hashes of a file, from one pass.
 *
 * @param md5 lower-case hex
 * @param sha256 lower-case hex
 */
record Hashes(String md5, String sha256) {
    private static final int BUFFER = 1 << 16;

    static Hashes of(Path file) throws IOException {
        MessageDigest md5 = digest(Checksum.Algorithm.MD5);
        MessageDigest sha256 = digest(Checksum.Algorithm.SHA_256);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                md5.update(buffer, 0, count);
                sha256.update(buffer, 0, count);
            }
        }
        HexFormat hex = HexFormat.of();
        return new Hashes(hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()));
    }

    String by(Checksum.Algorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> md5;
            case SHA_256 -> sha256;
        };
    }

    private static MessageDigest digest(Checksum.Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.word());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm.word(), e);
        }
    }
}
