package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.plan.Plan;
import sdde.plan.Planner;
import sdde.run.RunFolders;
import sdde.worker.RunChecks;

/** Reads the examples of docs/sweep-files.md. */
class SweepFilesDocTest {
    private static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<String> examples() throws IOException {
        Matcher matcher = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/sweep-files.md")));
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private Plan plan(Path root, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), text);
        return new Planner(RunChecks.vocabulary().with(Planning.measures()), root)
                .plan(file, new RunFolders(folder.resolve("runs")));
    }

    /** The recipe of the page, under the name by which a sweep of the page asks for it. */
    private void writeTheRecipe() throws IOException {
        String recipe = examples().stream()
                .filter(text -> text.startsWith("# a recipe"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("mine.yaml"), recipe);
    }

    /** Every row of a table of keys, by its name in the page. */
    private static List<String> keys(String heading) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/sweep-files.md"));
        String section = page.substring(page.indexOf("## " + heading + "\n"));
        Matcher row = Pattern.compile("^\\| ((`[a-z_.<>]+`(, )?)+) \\|", Pattern.MULTILINE)
                .matcher(section.substring(0, section.indexOf("\n## ", 1)));
        return row.results()
                .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
                .map(name -> name.replace("`", ""))
                .toList();
    }

    @Test
    void everyKeyOfThePageStandsInAnExample() throws IOException {
        String all = String.join("\n", examples());
        List<String> keys = new ArrayList<>(keys("Keys"));
        keys("Recipes").stream()
                .filter(key -> !key.contains("<") && !key.contains("resnet") && !key.equals("lenet"))
                .map(key -> key.substring(key.lastIndexOf('.') + 1))
                .forEach(keys::add);

        assertThat(keys).hasSizeGreaterThan(25).allSatisfy(key -> assertThat(all)
                .containsPattern("(?m)(^|[\\s{.])" + key + ":"));
    }

    @Test
    void everySweepOfThePageIsPlanned() throws IOException {
        writeTheRecipe();
        List<String> sweeps =
                examples().stream().filter(text -> text.startsWith("sweep:")).toList();

        assertThat(sweeps).hasSize(11);
        for (String sweep : sweeps) {
            Plan plan = plan(ROOT, sweep);
            assertThat(plan.runs()).isNotEmpty();
            assertThat(plan.warnings()).isEmpty();
        }
        assertThat(plan(ROOT, sweeps.get(1)).runs()).hasSize(5);
    }

    @Test
    void thePrioritiesOfThePagePutFirstWhatItSays() throws IOException {
        String urgent = examples().stream()
                .filter(text -> text.contains("priority:"))
                .findFirst()
                .orElseThrow();
        Plan plan = plan(ROOT, urgent);

        assertThat(plan.ahead()).extracting(Plan.Ahead::runs).containsExactly(4, 8);
        assertThat(plan.runs().subList(0, 4))
                .extracting(run -> run.spec().title())
                .containsExactly(
                        "mnist de N=5 seed=1",
                        "mnist sdde λ=0.1 N=5 seed=1",
                        "mnist de N=5 seed=2",
                        "mnist sdde λ=0.1 N=5 seed=2");
        assertThat(plan.runs().subList(4, 12)).allMatch(run -> run.spec().ensembleSize() == 5);
    }

    @Test
    void theRecipeOfThePageIsUsed() throws IOException {
        writeTheRecipe();

        Plan plan = plan(ROOT, "sweep: a\nrecipe: mine.yaml\ngrid: {ensemble_size: 3, seed: 1, method: sdde}\n");

        assertThat(plan.runs()).hasSize(1);
        assertThat(plan.runs().get(0).spec().title()).isEqualTo("mnist sdde λ=0.05 N=3 seed=1");
        assertThat(plan.runs().get(0).spec().train().epochs()).isEqualTo(20);
        assertThat(plan.runs().get(0).evalSets())
                .filteredOn(set -> set.name().equals("letters/test"))
                .singleElement()
                .satisfies(set -> assertThat(set.dataset().parameters())
                        .containsEntry(
                                "images",
                                folder.resolve("letters-images-idx3-ubyte.gz")
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString()));
    }
}
