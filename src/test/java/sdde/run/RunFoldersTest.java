package sdde.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
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
    void aListKnowsWhatWasThereWhenItWasMade() {
        RunFiles files = RunFiles.of(runs, ID);
        RunLedger before = new RunFolders(runs).listed();
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 1, 2, "ab", "cd", null));
        RunLedger after = new RunFolders(runs).listed();

        assertThat(before.state(ID)).isEqualTo(RunState.PLANNED);
        assertThat(after.state(ID)).isEqualTo(RunState.SUCCEEDED);
        assertThat(after.missingPredictions(ID, List.of(set("mnist/test", false))))
                .containsExactly("mnist/test");
        assertThat(new RunFolders(runs.resolve("nowhere")).listed().state(ID)).isEqualTo(RunState.PLANNED);
    }

    @Test
    void halfAResultIsNone() throws IOException {
        RunFiles files = RunFiles.of(runs, ID);
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 1, 2, "ab", "cd", null));
        assertThat(new RunFolders(runs).state(ID)).isEqualTo(RunState.SUCCEEDED);

        Files.writeString(files.result(), Files.readString(files.result()).substring(0, 30));

        assertThat(Result.of(files)).isEmpty();
        assertThat(new RunFolders(runs).state(ID)).isEqualTo(RunState.PLANNED);
    }

    @Test
    void linesThatAreNoEventsArePassedOver() throws IOException {
        RunFiles files = RunFiles.of(runs, ID);
        new EventLog(files.events()).append(RunEvent.of(1, "state", Map.of("state", "FAILED", "attempt", 1)));
        Files.writeString(
                files.events(),
                """
                null
                []
                {"time":2}
                {"time":2,"type":"state","data":{"state":"ASLEEP"}}
                {"time":2,"type":"state","da""",
                StandardOpenOption.APPEND);

        assertThat(new EventLog(files.events()).read()).hasSize(2);
        assertThat(new RunFolders(runs).state(ID)).isEqualTo(RunState.FAILED);
    }

    @Test
    void onlyAskedForLongFeaturesAreWrittenDown() {
        assertThat(Json.line(set("mnist/test", false))).doesNotContain("features");
        assertThat(Json.line(set("mnist/test", true))).contains("\"long_features\":true");
    }
}
