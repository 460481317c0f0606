package sdde.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import sdde.config.UserError;
import sdde.run.Home;

/**
 * Where the program lies and how it was called.
 *
 * @param root the project's folder, which has {@code sweeps/} and {@code experiments/}
 * @param folder in which the user stands
 * @param commit of the checkout it was built from, or {@code unknown}
 */
record Program(Path root, Path folder, String commit, Map<String, String> environment) {
    static Program ofProcess() {
        Path folder = Path.of("").toAbsolutePath();
        String root = System.getProperty("sdde.root");
        return new Program(
                root == null ? folder : Path.of(root).toAbsolutePath(),
                folder,
                System.getProperty("sdde.commit", "unknown"),
                System.getenv());
    }

    String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /** The PATH on which programs of others are looked for. */
    String path() {
        return environment.getOrDefault("PATH", "");
    }

    /** The home if no option names one. */
    Home home() {
        String given = environment.getOrDefault("SDDE_HOME", "");
        return given.isEmpty() ? new Home(root) : homeAt(given);
    }

    Home homeAt(String given) {
        try {
            return new Home(folder.resolve(given));
        } catch (InvalidPathException e) {
            throw new UserError("no folder can be named '" + given + "': " + e.getReason(), e);
        }
    }

    /** A path as short as it can be shown to somebody who stands in {@link #folder}. */
    String show(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(folder) && !absolute.equals(folder)
                ? folder.relativize(absolute).toString()
                : absolute.toString();
    }
}
