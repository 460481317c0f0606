package sdde.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Where the trace of an unforeseen failure goes, so that the terminal shows a sentence instead. */
final class ErrorLog {
    private ErrorLog() {}

    /** @return the file, or the trace itself where no file can be written */
    static String write(Path root, String[] args, Throwable error) {
        StringWriter text = new StringWriter();
        text.write(Instant.now() + " " + Arrays.toString(args) + "\n");
        error.printStackTrace(new PrintWriter(text, true));
        try {
            Path folder = Files.createDirectories(root.resolve(".sdde"));
            Path file = folder.resolve("error-" + Instant.now().toEpochMilli() + ".log");
            Files.writeString(file, text.toString());
            return file.toString();
        } catch (IOException e) {
            return "no file, because " + e + ":\n" + text;
        }
    }
}
