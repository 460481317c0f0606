package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.files.Catalog;
import sdde.data.files.DataFolder;
import sdde.data.files.Sizes;
import sdde.data.files.Source;
import sdde.data.files.StoredFile;
import sdde.data.files.StoredFiles;

/** {@code sweep data list}. */
final class DataList {
    private DataList() {}

    static int run(Invocation invocation, List<String> names) {
        if (!names.isEmpty()) {
            throw new UserError("expected nothing after 'data list', got " + names);
        }
        DataFolder folder = invocation.dataFolder();
        List<List<String>> rows = new ArrayList<>();
        for (Source source : Catalog.all()) {
            rows.add(List.of(
                    source.name(),
                    source.what(),
                    source.isOnBoard() ? "on board" : state(source, folder),
                    source.isOnBoard() ? "-" : Sizes.of(source.bytes()),
                    source.licence(),
                    source.page()));
        }
        Console console = invocation.console();
        console.line("data folder: " + invocation.program().show(folder.root()));
        console.print(TextTable.aligned(
                List.of("published data set", "what", "state", "size", "licence", "described at"), rows));
        console.print("\n" + parameters());
        return Main.OK;
    }

    /** In few words; {@code data verify} gives the reasons. */
    static String state(Source source, DataFolder folder) {
        List<StoredFile> files = new StoredFiles(source, folder).files();
        List<StoredFile.State> states =
                files.stream().map(file -> file.look().state()).toList();
        Optional<StoredFile.State> worst = states.stream().min(Enum::compareTo);
        return switch (worst.orElse(StoredFile.State.MISSING)) {
            case MISSING -> states.stream().allMatch(StoredFile.State.MISSING::equals) ? "not there" : "incomplete";
            case UNFINISHED -> "download unfinished";
            case DAMAGED -> "DAMAGED";
            case DIFFERENT -> "there, NOT the published files";
            case UNCHECKED -> "there, not checked against a publisher";
            case SOUND -> "there, checked";
        };
    }

    private static String parameters() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : Datasets.REGISTRY.names()) {
            rows.add(List.of(
                    name, facts(name), Datasets.REGISTRY.parameters(name).toString()));
        }
        return TextTable.aligned(List.of("name in a recipe", "images", "parameters and defaults"), rows);
    }

    private static String facts(String name) {
        try {
            Dataset.Facts facts = Datasets.REGISTRY.defaults(name).facts();
            return String.format(
                    Locale.ROOT,
                    "%d × %d × %d, %d classes",
                    facts.channels(),
                    facts.height(),
                    facts.width(),
                    facts.classes());
        } catch (UserError e) {
            return "depends on its files";
        }
    }
}
