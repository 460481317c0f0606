package sdde.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sdde.report.document.Block;
import sdde.report.document.CsvFormat;
import sdde.report.document.Document;
import sdde.report.document.HtmlFormat;
import sdde.report.document.LatexFormat;
import sdde.report.document.MarkdownFormat;
import sdde.report.document.Table;
import sdde.report.figure.Pdf;
import sdde.run.FrozenPlan;
import sdde.run.Json;
import sdde.run.Pause;

/**
 * Writes the report of a study: {@code report.html}, {@code report.md}, {@code report.json}, {@code numbers.tex}, {@code
 * checklist.md}, {@code ro-crate-metadata.json}, the sweep file and the folders {@code tables}, {@code figures} and {@code
 * data}.
 */
public final class ReportWriter {
    private static final List<String> FOLDERS = List.of(".", "tables", "figures", "data");

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
        write(study, folder, options, EnumSet.allOf(ReportFormat.class));
    }

    /** As {@link #write(Study, Path)}, but only files of these formats; those of others are removed, as they would be stale. */
    public static void write(Study study, Path folder, ReportOptions options, Set<ReportFormat> formats) {
        SortedMap<String, byte[]> files = all(study, options, formats);
        try {
            removeOld(folder, files);
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.write(path, file.getValue());
                if (file.getKey().equals(files.firstKey())) {
                    Pause.at("report");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report in " + folder, e);
        }
    }

    /** Writes {@code tables/*.tex} and {@code numbers.tex} alone and leaves other files as they are. @return the folder of tables */
    public static Path tables(Study study, Path folder, ReportOptions options) {
        SortedMap<String, byte[]> files = all(study, options, EnumSet.of(ReportFormat.LATEX));
        Path tables = folder.resolve("tables");
        try {
            Files.createDirectories(tables);
            for (var file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the tables in " + folder, e);
        }
        return tables;
    }

    /** Content by relative path, pictures and the list of all files included. */
    static SortedMap<String, byte[]> all(Study study, ReportOptions options, Set<ReportFormat> formats) {
        Analysis analysis = Analysis.of(study, options);
        Document document = Report.of(analysis);
        SortedMap<String, byte[]> files = new TreeMap<>();
        texts(analysis, document).forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        document.pictures().forEach(picture -> files.put("figures/" + picture.id() + ".png", picture.png()));
        if (formats.contains(ReportFormat.PDF)) {
            document.figures().forEach(figure -> files.put("figures/" + figure.id() + ".pdf", Pdf.of(figure.svg())));
        }
        files.keySet().removeIf(name -> formats.stream().noneMatch(format -> format.has(name)));
        if (formats.contains(ReportFormat.CRATE)) {
            files.put("ro-crate-metadata.json", CrateFile.of(analysis, files).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** Content by relative path of all that is text but the list of all files. */
    static SortedMap<String, String> files(Study study, ReportOptions options) {
        Analysis analysis = Analysis.of(study, options);
        return texts(analysis, Report.of(analysis));
    }

    private static SortedMap<String, String> texts(Analysis analysis, Document document) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("report.html", HtmlFormat.of(document));
        files.put("report.md", MarkdownFormat.of(document));
        files.put("report.json", Json.pretty(JsonFile.of(analysis, document)));
        files.put("numbers.tex", LatexFormat.comments(document.banner()) + NumbersFile.of(analysis));
        files.put("checklist.md", Checklist.of(analysis));
        List<FrozenPlan> sources = analysis.study().evidence().sources();
        for (int i = 0; i < sources.size(); i++) {
            files.put(sourceFile(sources, i), sources.get(i).text());
        }
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
        for (Block.Figure figure : document.figures()) {
            files.put("figures/" + figure.id() + ".svg", figure.svg());
        }
        DataFiles.of(analysis).forEach((name, text) -> files.put("data/" + name + ".csv", text));
        return files;
    }

    /** {@code sweep.yaml}; of several, {@code sweep-1.yaml} and so on. */
    static String sourceFile(List<FrozenPlan> sources, int index) {
        return sources.size() == 1 ? "sweep.yaml" : "sweep-" + (index + 1) + ".yaml";
    }

    /** What an earlier report left in our folders and this one does not write again. */
    private static void removeOld(Path folder, SortedMap<String, byte[]> files) throws IOException {
        for (String name : FOLDERS) {
            Path own = folder.resolve(name);
            if (!Files.isDirectory(own)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(own)) {
                for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                    String file = (name.equals(".") ? "" : name + "/") + entry.getFileName();
                    boolean ours = Stream.of(ReportFormat.values()).anyMatch(format -> format.has(file));
                    if (ours && !files.containsKey(file)) {
                        Files.delete(entry);
                    }
                }
            }
        }
    }
}
