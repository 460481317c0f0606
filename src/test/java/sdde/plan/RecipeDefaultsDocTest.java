package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The defaults that docs/sweep-files.md gives for {@code train.*} are those that are built in. */
class RecipeDefaultsDocTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final Pattern ROW =
            Pattern.compile("^\\| `train\\.([a-z_]+)` \\|.*\\| `?([^|`]+)`? \\|$", Pattern.MULTILINE);

    @Test
    void thePageGivesTheBuiltInDefaults() throws IOException {
        Map<String, Object> page = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/sweep-files.md")));
        while (row.find()) {
            String text = row.group(2);
            page.put(row.group(1), text.matches("[0-9].*") ? (Object) Double.valueOf(text) : text);
        }
        Map<String, Object> builtIn = new TreeMap<>(Planner.TRAIN.parameters("train"));
        builtIn.replaceAll((key, value) -> value instanceof Number number ? (Object) number.doubleValue() : value);

        assertThat(page).isEqualTo(builtIn);
    }
}
