package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import sdde.config.UserError;
import sdde.data.files.Catalog;
import sdde.data.files.DataFolder;
import sdde.data.files.Source;
import sdde.data.files.StoredFile;
import sdde.data.files.StoredFiles;

/** {@code sweep data verify [NAME…]}: hashes what is there. */
final class DataVerify {
    private DataVerify() {}

    static int run(Invocation invocation, List<String> names) {
        DataFolder folder = invocation.dataFolder();
        List<Source> sources = names.isEmpty()
                ? Catalog.all()
                : names.stream().map(Catalog::get).toList();
        List<String> problems = new ArrayList<>();
        int looked = 0;
        for (Source source : sources) {
            for (StoredFile file : new StoredFiles(source, folder).files()) {
                StoredFile.Finding finding = file.verify();
                boolean absent = finding.state() == StoredFile.State.MISSING;
                if (absent && names.isEmpty()) {
                    continue; // nobody asked for it
                }
                looked++;
                if (finding.isUsable()) {
                    invocation
                            .console()
                            .line("%s/%s: %s, SHA-256 %s"
                                    .formatted(
                                            source.name(), file.published().name(), word(finding), finding.sha256()));
                } else {
                    problems.add(
                            "%s; mend it with 'bin/sweep data fetch %s'".formatted(finding.problem(), source.name()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n  ", problems));
        }
        invocation.console().line(looked == 0 ? "no files are there to verify" : looked + " files are whole");
        return Main.OK;
    }

    private static String word(StoredFile.Finding finding) {
        return switch (finding.state()) {
            case SOUND -> "as published";
            case DIFFERENT -> "as it came, NOT the published file";
            case UNCHECKED, MISSING, UNFINISHED, DAMAGED -> "as it came, not checked against a publisher";
        };
    }
}
