package sdde.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * For the crash test alone: stands still where a kill hurts most, and says so with a file, so that the test can kill there.
 * Without {@code -Dsdde.pause.folder} it does nothing.
 */
public final class Pause {
    /** Names the folder of those files. */
    public static final String FOLDER = "sdde.pause.folder";

    private static final @Nullable String WHERE = System.getProperty(FOLDER);
    private static final int MILLISECONDS = Integer.getInteger("sdde.pause.milliseconds", 250);

    private Pause() {}

    /** @param moment {@code checkpoint}, {@code rename}, {@code commit} or {@code report} */
    public static void at(String moment) {
        if (WHERE == null) {
            return;
        }
        Path mark = Path.of(WHERE, moment + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(mark, "");
            Thread.sleep(MILLISECONDS);
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + mark, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
