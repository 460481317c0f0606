package sdde;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the table "may import (ours)" and "libraries" of docs/architecture.md. */
class ArchitectureTest {
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("run", Set.of("config")),
            Map.entry("plan", Set.of("config", "run")),
            Map.entry("schedule", Set.of("config", "run")),
            Map.entry("data", Set.of("config")),
            Map.entry("train", Set.of("config", "run", "data")),
            Map.entry("worker", Set.of("config", "run", "data", "train")),
            Map.entry("evaluate", Set.of("config", "run")),
            Map.entry("store", Set.of("config", "run", "evaluate")),
            Map.entry("track", Set.of("config", "run", "evaluate", "store")),
            Map.entry("report", Set.of("config", "run", "evaluate", "store")),
            Map.entry(
                    "cli",
                    Set.of(
                            "config",
                            "run",
                            "plan",
                            "schedule",
                            "data",
                            "worker",
                            "evaluate",
                            "store",
                            "track",
                            "report")));

    /** Who may use the heavy libraries; everybody may use Jackson. */
    private static final Map<String, Set<String>> LIBRARY_USERS = Map.ofEntries(
            Map.entry("ai.djl", Set.of("train", "worker")),
            Map.entry("org.h2", Set.of("store")),
            Map.entry("org.jdbi", Set.of("store")),
            Map.entry("org.flywaydb", Set.of("store")),
            Map.entry("org.mlflow", Set.of("track")),
            Map.entry("freemarker", Set.of("report")),
            Map.entry("org.apache.pdfbox", Set.of("report")),
            Map.entry("org.apache.fontbox", Set.of("report")),
            Map.entry("org.hipparchus", Set.of("evaluate", "report")),
            Map.entry("org.apache.commons.cli", Set.of("cli")),
            Map.entry("org.apache.commons.compress", Set.of("data")),
            Map.entry("us.hebi.matlab", Set.of("data")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("sdde");

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        Set<String> offences = new TreeSet<>();

        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                String from = topPackage(origin.getName());
                String to = topPackage(
                        dependency.getTargetClass().getBaseComponentType().getName());
                if (!to.isEmpty() && !to.equals(from) && !MAY_IMPORT.get(from).contains(to)) {
                    offences.add(origin.getName() + " imports "
                            + dependency.getTargetClass().getName());
                }
            }
        }

        assertThat(offences).isEmpty();
    }

    /** Whatever happens to a tracking server, a worker has nothing to do with it. */
    @Test
    void aWorkerCannotReachTheMirror() {
        Set<String> reached = new TreeSet<>();
        List<JavaClass> open = new java.util.ArrayList<>(List.of(CLASSES.get("sdde.worker.WorkerMain")));
        while (!open.isEmpty()) {
            JavaClass next = open.remove(open.size() - 1);
            if (reached.add(next.getName()) && next.getName().startsWith("sdde.")) {
                next.getDirectDependenciesFromSelf()
                        .forEach(dependency ->
                                open.add(dependency.getTargetClass().getBaseComponentType()));
            }
        }

        assertThat(reached).contains("sdde.train.Trainer");
        assertThat(reached)
                .noneMatch(name -> name.startsWith("sdde.track.")
                        || name.startsWith("org.mlflow")
                        || name.startsWith("sdde.store."));
    }

    @Test
    void librariesStayWhereTheyBelong() {
        Set<String> offences = new TreeSet<>();

        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                LIBRARY_USERS.forEach((library, users) -> {
                    if (target.startsWith(library + ".") && !users.contains(topPackage(origin.getName()))) {
                        offences.add(origin.getName() + " uses " + target);
                    }
                });
            }
        }

        assertThat(offences).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        List<String> packages = CLASSES.stream()
                .map(type -> topPackage(type.getName()))
                .distinct()
                .toList();

        assertThat(packages).hasSizeGreaterThan(1);
        assertThat(MAY_IMPORT.keySet()).containsAll(packages);
    }

    private static String topPackage(String className) {
        return className.startsWith("sdde.") ? className.split("\\.")[1] : "";
    }
}
