package sdde.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of file of the report's folder. */
public enum ReportFormat {
    HTML("html", "report\\.html"),
    MARKDOWN("md", "report\\.md"),
    JSON("json", "report\\.json"),
    /** Tables and macros. */
    LATEX("tex", "(tables/.*|numbers)\\.tex"),
    /** What tables show, unrounded. */
    CSV("csv", "data/(?!(measurements|epochs)\\.csv).*\\.csv"),
    /** Every number of every run: by far the most bytes. */
    RAW("raw", "data/(measurements|epochs)\\.csv"),
    SVG("svg", "figures/.*\\.svg"),
    PDF("pdf", "figures/.*\\.pdf"),
    /** Pictures made of pixels. */
    PNG("png", "figures/.*\\.png"),
    CHECKLIST("checklist", "checklist\\.md"),
    /** With the sweep files that it lists. */
    CRATE("ro-crate", "ro-crate-metadata\\.json|sweep(-[0-9]+)?\\.yaml");

    private final String label;
    private final Pattern files;

    ReportFormat(String label, String files) {
        this.label = label;
        this.files = Pattern.compile(files);
    }

    /** As a user writes it. */
    public String label() {
        return label;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(ReportFormat::label).toList();
    }

    public static Optional<ReportFormat> named(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label.equals(label))
                .findFirst();
    }

    /** @param file relative to the report's folder, with slashes */
    boolean has(String file) {
        return files.matcher(file).matches();
    }
}
