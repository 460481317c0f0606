package sdde.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Seeds drawn from a hash, never from a shared stream: what a member draws in an epoch depends on nothing but the names
 * below, so a resumed run equals an uninterrupted one and member i is the same whatever the ensemble's size.
 */
public final class Seeds {
    private Seeds() {}

    /**
     * @param run the run's seed
     * @param purpose what is drawn: "initialise", "shuffle", "augment", …
     * @param path member, epoch, step or whatever else tells two draws apart
     */
    public static long of(long run, String purpose, long... path) {
        MessageDigest digest = Hashes.sha256();
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        digest.update(number.putLong(0, run).array());
        digest.update(purpose.getBytes(StandardCharsets.UTF_8));
        for (long part : path) {
            digest.update((byte) ':');
            digest.update(number.putLong(0, part).array());
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
