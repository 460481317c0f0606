package sdde.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code experiments/<dataset>.yaml}. */
final class RecipeReader {
    private final RecipeKeys keys;
    private final Problems problems;

    RecipeReader(RecipeKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * @param shown the file's name in messages
     * @param asked where the sweep asks for it
     */
    Optional<Recipe> read(Path file, String shown, Place asked) {
        if (!Files.isRegularFile(file)) {
            problems.add(asked, "no recipe " + shown + "; write it, or name another file with 'recipe:'");
            problems.leaveOpen();
            return Optional.empty();
        }
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? file.toAbsolutePath() : parent;
        Optional<Recipe> read = YamlFile.read(file, shown, problems).flatMap(text -> recipe(text, folder));
        if (read.isEmpty()) {
            problems.leaveOpen();
        }
        return read;
    }

    private Optional<Recipe> recipe(YamlFile file, Path folder) {
        Optional<Node> document = YamlParser.parse(file, problems);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Setting> settings =
                new LinkedHashMap<>(new SettingsReader(keys, file, folder, problems).all(document.get()));
        Setting dataset = settings.get("dataset");
        for (String key : List.of("dataset", "network")) {
            if (!settings.containsKey(key) && !isBegun(document.get(), key)) {
                problems.add(document.get().place(), "key '" + key + "' is missing from the recipe");
                problems.leaveOpen();
            }
        }
        return dataset == null
                ? Optional.empty()
                : Optional.of(new Recipe(file.name(), String.valueOf(dataset.value()), dataset.place(), settings));
    }

    /** Whether the key is there, but not right: then that is the problem. A key without a name is missing its name. */
    private boolean isBegun(Node document, String key) {
        if (!(document instanceof Node.Entries top)) {
            return true; // told already
        }
        for (Node.Entry entry : top.entries()) {
            if (entry.key().equals(key)) {
                boolean nameless = entry.value() instanceof Node.Entries parts
                        && parts.entries().stream().allMatch(part -> keys.isLeaf(key + "." + part.key()));
                return !nameless;
            }
        }
        return false;
    }
}
