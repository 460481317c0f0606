package sdde.cli;

import java.util.Locale;
import sdde.data.files.Progress;
import sdde.data.files.RemoteFile;
import sdde.data.files.Sizes;

/** Shows a download: a bar on a terminal, a line every tenth or every 100 MB elsewhere. */
final class TransferLines implements Progress {
    private static final int BAR = 30;
    private static final long REDRAW_NANOS = 200_000_000;
    private static final long UNKNOWN_STEP = 100_000_000;

    private final Console console;
    private long drawn;
    private long lastStep = -1;
    private boolean onLine;
    private String file = "";

    TransferLines(Console console) {
        this.console = console;
    }

    @Override
    public void at(String name, long bytes, long total) {
        if (!name.equals(file)) {
            erase();
            file = name;
            lastStep = -1;
        }
        if (console.isTerminal()) {
            redraw(bytes, total);
        } else {
            step(bytes, total);
        }
    }

    @Override
    public void note(String text) {
        erase();
        console.line(text);
    }

    /** Leaves the line to whoever writes next. */
    void erase() {
        if (onLine) {
            console.print("\r" + " ".repeat(Math.max(0, console.columns() - 1)) + "\r");
            onLine = false;
        }
    }

    private void redraw(long bytes, long total) {
        long now = System.nanoTime();
        if (onLine && now - drawn < REDRAW_NANOS && bytes != total) {
            return;
        }
        drawn = now;
        onLine = true;
        String line = text(bytes, total);
        if (total > 0) {
            int filled = (int) (BAR * Math.min(bytes, total) / total);
            line = "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + line;
        }
        int width = Math.max(1, console.columns() - 1);
        console.print("\r" + (line.length() > width ? line.substring(0, width) : line));
    }

    private void step(long bytes, long total) {
        long step = total > 0 ? 10 * bytes / total : bytes / UNKNOWN_STEP;
        if (step != lastStep) {
            lastStep = step;
            console.line(text(bytes, total));
        }
    }

    private String text(long bytes, long total) {
        return total == RemoteFile.UNKNOWN || total == 0
                ? "%s: %s".formatted(file, Sizes.of(bytes))
                : String.format(Locale.ROOT, "%s: %d %% of %s", file, 100 * bytes / total, Sizes.of(total));
    }
}
