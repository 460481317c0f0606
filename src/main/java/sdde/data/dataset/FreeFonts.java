package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import sdde.config.UserError;

/** TrueType fonts of this machine whose licence lets anybody use them for anything. */
final class FreeFonts {
    /** Beginnings of file names: Bitstream Vera's licence, the SIL Open Font License, the GPL with font exception. */
    private static final List<String> FAMILIES =
            List.of("DejaVu", "Liberation", "Lato-", "NotoSans-", "NotoSerif-", "FreeSans", "FreeSerif", "FreeMono");

    private FreeFonts() {}

    /** Sorted by path. @throws UserError if there is none */
    static List<Path> found() {
        List<Path> folders = folders();
        TreeSet<Path> fonts = new TreeSet<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, 6, new FileVisitOption[0])) {
                    files.filter(FreeFonts::isFree).forEach(fonts::add);
                } catch (IOException unreadable) {
                    // other folders may do
                }
            }
        }
        if (fonts.isEmpty()) {
            throw new UserError(
                    "dataset 'letters': none of the fonts %s is in %s; install one (apt install fonts-dejavu-core) or give the path of a TrueType font as file"
                            .formatted(FAMILIES, folders));
        }
        return List.copyOf(fonts);
    }

    private static List<Path> folders() {
        Path home = Path.of(System.getProperty("user.home", ""));
        return List.of(
                Path.of("/usr/share/fonts"),
                Path.of("/usr/local/share/fonts"),
                Path.of("/Library/Fonts"),
                home.resolve(".local/share/fonts"),
                home.resolve(".fonts"));
    }

    private static boolean isFree(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".ttf") && FAMILIES.stream().anyMatch(name::startsWith);
    }
}
