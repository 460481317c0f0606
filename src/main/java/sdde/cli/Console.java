package sdde.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and error, in UTF-8 whatever the locale.
 *
 * @param columns width of the terminal; 0 if standard output is none: no colours then, no redrawing
 * @param colours only on a terminal, and not where NO_COLOR is set
 */
record Console(PrintStream out, PrintStream err, int columns, boolean colours) {
    /** Colours of the terminal's own palette. */
    enum Colour {
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        DIM("2"),
        BOLD("1");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** What {@code bin/sweep} found out: a JVM cannot tell whether standard output is a terminal. */
    static Console ofProcess() {
        int columns = Integer.getInteger("sdde.columns", 0);
        boolean colours = columns > 0 && System.getenv("NO_COLOR") == null;
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), columns, colours);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    boolean isTerminal() {
        return columns > 0;
    }

    void line(String text) {
        out.print(text + "\n");
        out.flush();
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void error(String text) {
        err.print(paint(Colour.RED, "error:") + " " + text + "\n");
        err.flush();
    }

    String paint(Colour colour, String text) {
        return colours ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
