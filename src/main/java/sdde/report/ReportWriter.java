package sdde.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sdde.report.document.CsvFormat;
import sdde.report.document.Document;
import sdde.report.document.HtmlFormat;
import sdde.report.document.LatexFormat;
import sdde.report.document.MarkdownFormat;
import sdde.report.document.Table;
import sdde.run.Json;
import sdde.run.Pause;

/**
 * Writes the report of a study: {@code report.html}, {@code report.md}, {@code report.json}, {@code numbers.tex} and the
 * folders {@code tables}, {@code figures} and {@code data}.
 */
public final class ReportWriter {
    private static final List<String> FOLDERS = List.of("tables", "figures", "data");

    private ReportWriter() {}

    /**
     * Writes all files, replacing those of an earlier report. Equal studies give equal bytes.
     *
     * @param folder {@code reports/<sweep>/}; made if missing
     */
    public static void write(Study study, Path folder) {
        write(study, folder, ReportOptions.DEFAULT);
    }

    /** As {@link #write(Study, Path)}, with a reader's choices. */
    public static void write(Study study, Path folder, ReportOptions options) {
        SortedMap<String, String> files = files(study, options);
        try {
            removeOld(folder, files);
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, file.getValue());
                if (file.getKey().equals(files.firstKey())) {
                    Pause.at("report");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report in " + folder, e);
        }
    }

    /** Content by relative path. */
    static SortedMap<String, String> files(Study study, ReportOptions options) {
        Analysis analysis = Analysis.of(study, options);
        Document document = Report.of(analysis);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("report.html", HtmlFormat.of(document));
        files.put("report.md", MarkdownFormat.of(document));
        files.put("report.json", Json.pretty(JsonFile.of(analysis, document)));
        files.put("numbers.tex", LatexFormat.comments(document.banner()) + NumbersFile.of(analysis));
        List<Table> tables = document.tables();
        for (Table table : tables) {
            files.put("tables/" + table.id() + ".tex", LatexFormat.comments(document.banner()) + LatexFormat.of(table));
            files.put("data/" + table.id() + ".csv", CsvFormat.of(table));
        }
        files.put(
                "tables/all.tex",
                LatexFormat.comments(document.banner())
                        + LatexFormat.all(
                                document.title(), tables.stream().map(Table::id).toList()));
        document.figures().forEach(figure -> files.put("figures/" + figure.id() + ".svg", figure.svg()));
        DataFiles.of(analysis).forEach((name, text) -> files.put("data/" + name + ".csv", text));
        return files;
    }

    /** What an earlier report left in our folders and this one does not write again. */
    private static void removeOld(Path folder, SortedMap<String, String> files) throws IOException {
        for (String name : FOLDERS) {
            Path own = folder.resolve(name);
            if (!Files.isDirectory(own)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(own)) {
                for (Path entry : entries.toList()) {
                    String file = entry.getFileName().toString();
                    if (file.matches(".*\\.(tex|svg|csv)") && !files.containsKey(name + "/" + file)) {
                        Files.delete(entry);
                    }
                }
            }
        }
    }
}
