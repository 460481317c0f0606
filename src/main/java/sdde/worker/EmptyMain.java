package sdde.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sdde.run.RunFiles;

/**
 * A worker that trains nothing and loads no library, for {@code bench schedule}: what is left is what a run costs besides its
 * worker's own work. Its files are written by hand because Jackson alone would take five times as long as the rest.
 */
public final class EmptyMain {
    /** The evaluation set that every job of the bench asks for. */
    public static final String EVAL_SET = "mnist/test";

    private EmptyMain() {}

    /** @param args the attempt's folder */
    public static void main(String[] args) throws IOException {
        RunFiles files = new RunFiles(Path.of(args[0]));
        event(files, "start");
        Files.writeString(files.weights(), "");
        Path predictions = files.predictions(EVAL_SET);
        Files.createDirectories(predictions.resolveSibling("."));
        Files.writeString(predictions, "");
        Files.writeString(files.result(), "{\"outcome\":\"SUCCEEDED\",\"attempt\":1,\"epoch\":1}");
        event(files, "end");
    }

    private static void event(RunFiles files, String type) throws IOException {
        String line = "{\"data\":{},\"time\":" + System.currentTimeMillis() + ",\"type\":\"" + type + "\"}\n";
        Files.writeString(files.events(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
