package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void everySweepOfThePageIsPlanned() throws IOException {
        List<String> sweeps =
                examples().stream().filter(text -> text.startsWith("sweep:")).toList();

        assertThat(sweeps).hasSize(8);
        for (String sweep : sweeps) {
            Plan plan = plan(ROOT, sweep);
            assertThat(plan.runs()).isNotEmpty();
            assertThat(plan.warnings()).isEmpty();
        }
        assertThat(plan(ROOT, sweeps.get(1)).runs()).hasSize(5);
    }

    @Test
    void theRecipeOfThePageIsUsed() throws IOException {
        String recipe = examples().stream()
                .filter(text -> text.startsWith("# a recipe"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("mine.yaml"), recipe);

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
