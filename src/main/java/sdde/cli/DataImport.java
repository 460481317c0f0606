package sdde.cli;

import java.nio.file.Path;
import java.util.List;
import sdde.config.UserError;
import sdde.data.files.Catalog;
import sdde.data.files.DataFolder;
import sdde.data.files.Progress;
import sdde.data.files.Source;
import sdde.data.files.Transfers;

/** {@code sweep data import NAME PATH…}. */
final class DataImport {
    private DataImport() {}

    static int run(Invocation invocation, List<String> arguments) {
        if (arguments.size() < 2) {
            throw new UserError("expected the name of a data set and paths after 'data import', got " + arguments);
        }
        Source source = Catalog.get(arguments.get(0));
        if (source.isOnBoard()) {
            throw new UserError(
                    "data set '%s' is inside the program, there is nothing to import".formatted(source.name()));
        }
        List<Path> paths = arguments.stream()
                .skip(1)
                .map(path -> invocation.program().folder().resolve(path))
                .toList();
        DataFolder folder = invocation.dataFolder();
        new Transfers(folder, Progress.silent()).importFrom(source, paths, invocation.has(DataCommand.UNCHECKED));
        invocation
                .console()
                .line("%s: %s, in %s"
                        .formatted(
                                source.name(),
                                DataList.state(source, folder),
                                invocation.program().show(folder.folder(source))));
        DataFetch.report(source, folder, invocation.console());
        return Main.OK;
    }
}
