package sdde.data.files;

import java.nio.file.Path;

/**
 * Where files of datasets lie: {@code <root>/<dataset>/<file>} as published, each with a receipt beside it, and
 * {@code <root>/.decoded/}, which can be deleted at any time.
 */
public record DataFolder(Path root) {
    /** Names the folder for this process and the workers that it starts. */
    public static final String PROPERTY = "sdde.data";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The folder of this process: {@link #use}, else SDDE_DATA, else {@code data} in the project's folder. */
    public static DataFolder current() {
        String chosen = System.getProperty(PROPERTY, "");
        String environment = System.getenv().getOrDefault("SDDE_DATA", "");
        if (!chosen.isEmpty()) {
            return new DataFolder(Path.of(chosen));
        }
        return new DataFolder(
                environment.isEmpty() ? Path.of(System.getProperty("sdde.root", ""), "data") : Path.of(environment));
    }

    /** From now on {@link #current} is this one. */
    public void use() {
        System.setProperty(PROPERTY, root.toString());
    }

    public Path folder(Source source) {
        return root.resolve(source.name());
    }

    public Path file(Source source, RemoteFile file) {
        return folder(source).resolve(file.name());
    }

    /** Images as they were decoded, by content. */
    public Path decoded() {
        return root.resolve(".decoded");
    }
}
