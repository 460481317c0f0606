package sdde.report;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import sdde.run.FrozenPlan;
import sdde.run.Hashes;
import sdde.run.Json;
import sdde.run.RunEvent;

/**
 * {@code ro-crate-metadata.json}: what the report's folder holds and what it was made by, as RO-Crate 1.1
 * (https://www.researchobject.org/ro-crate/specification/1.1/).
 */
final class CrateFile {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html",
            "md", "text/markdown",
            "json", "application/json",
            "tex", "application/x-tex",
            "csv", "text/csv",
            "svg", "image/svg+xml",
            "pdf", "application/pdf",
            "png", "image/png",
            "yaml", "application/yaml");

    private static final String PROGRAM = "#sdde";
    private static final String PAPER = "https://arxiv.org/abs/2305.11616";
    private static final String LICENCE = "#licence";

    private final Analysis analysis;
    private final SortedMap<String, byte[]> files;
    private final List<Map<String, Object>> graph = new ArrayList<>();

    private CrateFile(Analysis analysis, SortedMap<String, byte[]> files) {
        this.analysis = analysis;
        this.files = files;
    }

    /** @param files all others of the folder */
    static String of(Analysis analysis, SortedMap<String, byte[]> files) {
        return new CrateFile(analysis, files).json();
    }

    private String json() {
        Map<String, Object> descriptor = entity("ro-crate-metadata.json", "CreativeWork");
        descriptor.put("conformsTo", link("https://w3id.org/ro/crate/1.1"));
        descriptor.put("about", link("./"));
        root();
        files.forEach(this::file);
        program();
        List<StudyRun> runs = analysis.study().runs();
        runs.stream().filter(run -> run.result() != null).forEach(this::run);
        Map<String, Object> paper = entity(PAPER, "ScholarlyArticle");
        paper.put(
                "name",
                "Diversifying Deep Ensembles: A Saliency Map Approach for Enhanced OOD Detection, Calibration, and Accuracy");
        Map<String, Object> licence = entity(LICENCE, "CreativeWork");
        licence.put("name", "not stated");
        licence.put("description", "Whoever publishes this report chooses its licence.");
        return Json.pretty(Map.of(
                "@context",
                List.of("https://w3id.org/ro/crate/1.1/context", Map.of("sha256", "https://schema.org/sha256")),
                "@graph",
                graph));
    }

    private void root() {
        Heading heading = analysis.study().heading();
        Map<String, Object> root = entity("./", "Dataset");
        root.put("name", heading.title());
        root.put(
                "description",
                "Reproducibility report of the sweep %s: %s of %s runs used.%s"
                        .formatted(
                                analysis.study().plan().sweep(),
                                analysis.used().size(),
                                analysis.study().runs().size(),
                                heading.description().isEmpty() ? "" : " " + heading.description()));
        root.put("datePublished", time(analysis.study().plan().time()));
        root.put("license", link(LICENCE));
        root.put("identifier", analysis.study().plan().hash());
        root.put("citation", link(PAPER));
        root.put("hasPart", files.keySet().stream().map(CrateFile::link).toList());
        root.put(
                "mentions",
                analysis.study().runs().stream()
                        .filter(run -> run.result() != null)
                        .map(run -> link(id(run)))
                        .toList());
    }

    private void file(String name, byte[] content) {
        Map<String, Object> file = entity(name, "File");
        file.put("name", name);
        file.put("contentSize", Integer.toString(content.length));
        file.put("sha256", Hashes.of(ByteBuffer.wrap(content)));
        file.put(
                "encodingFormat", MEDIA_TYPES.getOrDefault(name.replaceFirst(".*\\.", ""), "application/octet-stream"));
        List<FrozenPlan> sources = analysis.study().evidence().sources();
        for (int i = 0; i < sources.size(); i++) {
            if (name.equals(ReportWriter.sourceFile(sources, i))) {
                file.put(
                        "description",
                        "The sweep file of " + sources.get(i).sweep() + ", plan "
                                + sources.get(i).hash() + ".");
            }
        }
    }

    private void program() {
        Map<String, Object> program = entity(PROGRAM, "SoftwareApplication");
        program.put("name", "SDDE harness");
        Set<String> commits = new TreeSet<>();
        Set<String> libraries = new TreeSet<>();
        for (StudyRun run : analysis.study().runs()) {
            starts(run).forEach(start -> {
                commits.add(String.valueOf(start.data().getOrDefault("commit", "unknown")));
                libraries.add("libtorch " + start.data().getOrDefault("libtorch", "unknown") + ", DJL "
                        + start.data().getOrDefault("djl", "unknown") + ", Java "
                        + start.data().getOrDefault("java", "unknown"));
            });
        }
        program.put("version", commits.isEmpty() ? "unknown" : String.join("; ", commits));
        program.put("softwareRequirements", libraries.isEmpty() ? List.of("unknown") : List.copyOf(libraries));
    }

    private void run(StudyRun run) {
        Map<String, Object> action = entity(id(run), "CreateAction");
        action.put("name", run.spec().title());
        action.put("identifier", run.member().id().hex());
        action.put("instrument", link(PROGRAM));
        List<FrozenPlan> sources = analysis.study().evidence().sources();
        List<Map<String, Object>> objects = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            boolean member = sources.get(i).members().stream()
                    .anyMatch(one -> one.id().equals(run.member().id()));
            if (member && files.containsKey(ReportWriter.sourceFile(sources, i))) {
                objects.add(link(ReportWriter.sourceFile(sources, i)));
            }
        }
        action.put("object", objects);
        if (files.containsKey("data/measurements.csv") && run.isUsed()) {
            action.put("result", link("data/measurements.csv"));
        }
        starts(run).stream().findFirst().ifPresent(start -> action.put("startTime", time(start.time())));
        if (!run.events().isEmpty()) {
            action.put("endTime", time(run.events().get(run.events().size() - 1).time()));
        }
        action.put(
                "actionStatus",
                link(
                        run.isUsed()
                                ? "http://schema.org/CompletedActionStatus"
                                : "http://schema.org/FailedActionStatus"));
    }

    private static List<RunEvent> starts(StudyRun run) {
        return run.events().stream()
                .filter(event -> event.type().equals("start"))
                .toList();
    }

    private Map<String, Object> entity(String id, String type) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", id);
        entity.put("@type", type);
        graph.add(entity);
        return entity;
    }

    private static String id(StudyRun run) {
        return "#run-" + run.member().id().hex();
    }

    private static Map<String, Object> link(String id) {
        return Map.of("@id", id);
    }

    private static String time(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
