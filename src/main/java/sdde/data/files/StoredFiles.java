package sdde.data.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sdde.config.MissingData;

/** The copies of a published dataset in the data folder. */
public final class StoredFiles {
    /**
     * A dataset that can be read.
     *
     * @param paths in the order of the catalogue
     * @param sha256 of each
     * @param official whether all of them meet published checksums
     */
    public record Found(List<Path> paths, List<String> sha256, boolean official) {
        public Found {
            paths = List.copyOf(paths);
            sha256 = List.copyOf(sha256);
        }

        /** Of the file with this name, if the form found has it. */
        public Path path(int index) {
            return paths.get(index);
        }
    }

    private final Source source;
    private final DataFolder folder;

    public StoredFiles(Source source, DataFolder folder) {
        this.source = source;
        this.folder = folder;
    }

    /** In the data folder of this process. */
    public static StoredFiles of(String dataset) {
        return new StoredFiles(Catalog.get(dataset), DataFolder.current());
    }

    /** The form that is there, else the one that would be fetched. */
    public List<StoredFile> files() {
        return source.forms().stream()
                .map(this::stored)
                .filter(files -> files.stream().allMatch(file -> file.look().isUsable()))
                .findFirst()
                .orElseGet(() -> stored(source.files()));
    }

    List<StoredFile> stored(List<RemoteFile> form) {
        return form.stream()
                .map(file -> new StoredFile(file, folder.file(source, file)))
                .toList();
    }

    /** @throws MissingData that names every missing or damaged file and the command that mends it */
    public Found require() {
        List<StoredFile> files = files();
        List<StoredFile.Finding> findings = files.stream().map(StoredFile::look).toList();
        List<String> problems = new ArrayList<>();
        findings.forEach(finding -> {
            if (!finding.isUsable()) {
                problems.add(finding.problem());
            }
        });
        if (!problems.isEmpty()) {
            throw new MissingData(remedy(problems));
        }
        return new Found(
                files.stream().map(StoredFile::path).toList(),
                findings.stream().map(StoredFile.Finding::sha256).toList(),
                findings.stream().allMatch(finding -> finding.state() == StoredFile.State.SOUND));
    }

    private String remedy(List<String> problems) {
        String size = source.bytes() == 0 ? "" : String.format(Locale.ROOT, " (%s)", Sizes.of(source.bytes()));
        return problems.stream()
                .collect(Collectors.joining(
                        "; ",
                        "data set '%s' cannot be used: ".formatted(source.name()),
                        "; get it with 'bin/sweep data fetch %s'%s, or with 'bin/sweep data import %s PATH' from files that you have"
                                .formatted(source.name(), size, source.name())));
    }
}
