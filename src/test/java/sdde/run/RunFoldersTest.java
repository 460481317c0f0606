package sdde.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;

class RunFoldersTest {
    private static final RunId ID = new RunId("0123456789abcdef");

    @TempDir
    Path runs;

    private static EvalSet set(String name, boolean longFeatures) {
        return new EvalSet(name, EvalSet.Role.TEST, Choice.of("mnist"), "test", longFeatures);
    }

    private void touch(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void setsWithoutPredictionsAreMissing() throws IOException {
        touch(RunFiles.of(runs, ID).predictions("mnist/test"));

        assertThat(new RunFolders(runs)
                        .missingPredictions(ID, List.of(set("mnist/test", false), set("fashion-mnist/test", false))))
                .containsExactly("fashion-mnist/test");
    }

    @Test
    void longFeaturesThatWereNotStoredAreMissing() throws IOException {
        List<EvalSet> asked = List.of(set("mnist/test", true));
        touch(RunFiles.of(runs, ID).predictions("mnist/test"));

        assertThat(new RunFolders(runs).missingPredictions(ID, asked)).containsExactly("mnist/test");
        touch(RunFiles.of(runs, ID).trainingFeatures());
        assertThat(new RunFolders(runs).missingPredictions(ID, asked)).isEmpty();
    }

    @Test
    void onlyAskedForLongFeaturesAreWrittenDown() {
        assertThat(Json.line(set("mnist/test", false))).doesNotContain("features");
        assertThat(Json.line(set("mnist/test", true))).contains("\"long_features\":true");
    }
}
