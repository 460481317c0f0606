package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.TrainSettings;

/**
 * Runs that may stand in one table: everything but method and seed is the same.
 *
 * @param id of {@code [a-z0-9-]}, unique in a study
 * @param title {@code mnist, lenet, N = 3}, with more settings where they tell two groups apart
 */
record Group(String id, String title, Setting setting, List<MethodRow> rows) {
    /** What the runs of a group share. */
    record Setting(Choice dataset, Choice network, int ensembleSize, TrainSettings train) {
        static Setting of(StudyRun run) {
            return new Setting(
                    run.spec().dataset().withoutPaths(),
                    run.spec().network(),
                    run.spec().ensembleSize(),
                    run.spec().train());
        }

        String title() {
            return dataset.name() + ", " + network.name() + ", N = " + ensembleSize;
        }
    }

    Group {
        rows = List.copyOf(rows);
    }

    /** All groups of a study, in plan order. */
    static List<Group> of(Study study) {
        Map<Setting, List<StudyRun>> runs = new LinkedHashMap<>();
        study.runs().forEach(run -> runs.computeIfAbsent(Setting.of(run), setting -> new ArrayList<>())
                .add(run));
        List<Setting> settings = List.copyOf(runs.keySet());
        List<String> titles = Labels.distinct(settings, Setting::title);
        List<Group> groups = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>();
        for (int i = 0; i < settings.size(); i++) {
            String id = Labels.slug(titles.get(i), ids);
            groups.add(
                    new Group(id, titles.get(i), settings.get(i), rows(runs.getOrDefault(settings.get(i), List.of()))));
        }
        return groups;
    }

    private static List<MethodRow> rows(List<StudyRun> runs) {
        Map<Choice, List<StudyRun>> byMethod = new LinkedHashMap<>();
        runs.forEach(run -> byMethod.computeIfAbsent(run.spec().method(), method -> new ArrayList<>())
                .add(run));
        List<Choice> methods = List.copyOf(byMethod.keySet());
        List<String> labels = Labels.distinct(methods, Labels::method);
        List<MethodRow> rows = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            rows.add(new MethodRow(labels.get(i), methods.get(i), byMethod.getOrDefault(methods.get(i), List.of())));
        }
        return rows;
    }

    List<Long> seeds() {
        TreeSet<Long> seeds = new TreeSet<>();
        rows.forEach(row -> row.runs().forEach(run -> seeds.add(run.spec().seed())));
        return List.copyOf(seeds);
    }

    /** Evaluation sets of a role, in plan order. */
    List<String> sets(EvalSet.Role role) {
        return rows.stream()
                .flatMap(row -> row.runs().stream())
                .flatMap(run -> run.member().evalSets().stream())
                .filter(set -> set.role() == role)
                .map(EvalSet::name)
                .distinct()
                .toList();
    }

    Optional<String> testSet() {
        return sets(EvalSet.Role.TEST).stream().findFirst();
    }

    /** Near, then far. */
    List<String> oodSets() {
        List<String> sets = new ArrayList<>(sets(EvalSet.Role.OOD_NEAR));
        sets.addAll(sets(EvalSet.Role.OOD_FAR));
        return sets;
    }

    /** The method of that name; if it has several rows, the first. */
    Optional<MethodRow> row(String method) {
        return rows.stream().filter(row -> row.method().name().equals(method)).findFirst();
    }

    List<StudyRun> used() {
        return rows.stream().flatMap(row -> row.used().stream()).toList();
    }

    /** Rows of each method that has several λ, by the method's name, λ ascending. */
    Map<String, List<MethodRow>> lambdaRows() {
        Map<String, List<MethodRow>> byName = new LinkedHashMap<>();
        rows.stream().filter(row -> row.lambda().isPresent()).forEach(row -> byName.computeIfAbsent(
                        row.method().name(), name -> new ArrayList<>())
                .add(row));
        Map<String, List<MethodRow>> curves = new LinkedHashMap<>();
        byName.forEach((name, several) -> {
            TreeMap<Double, MethodRow> ascending = new TreeMap<>();
            several.forEach(row -> ascending.putIfAbsent(row.lambda().orElse(0), row));
            if (ascending.size() > 1) {
                curves.put(name, List.copyOf(ascending.values()));
            }
        });
        return curves;
    }
}
