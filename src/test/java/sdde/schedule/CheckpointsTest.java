package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.EventLog;
import sdde.run.RunEvent;
import sdde.run.RunFiles;

class CheckpointsTest {
    @TempDir
    Path folder;

    private RunFiles run;

    @BeforeEach
    void begin() {
        run = new RunFiles(folder.resolve("run"));
    }

    @Test
    void aRunWithoutAttemptsHasNone() {
        assertThat(Checkpoints.furthestFirst(run)).isEmpty();
        Checkpoints.drop(run);
    }

    @Test
    void takesTheFurthestWhicheverAttemptItIsOf() throws IOException {
        checkpoint(1, 3, 10);
        checkpoint(2, 2, 400);
        checkpoint(3, 3, 9);

        assertThat(Checkpoints.furthestFirst(run))
                .containsExactly(
                        run.attempt(1).checkpoint(),
                        run.attempt(3).checkpoint(),
                        run.attempt(2).checkpoint());
    }

    @Test
    void ofEqualsTakesTheNewestAttempts() throws IOException {
        checkpoint(2, 3, 10);
        checkpoint(10, 3, 10); // by number, not by name
        checkpoint(9, 3, 10);

        assertThat(Checkpoints.furthestFirst(run))
                .first()
                .isEqualTo(run.attempt(10).checkpoint());
    }

    @Test
    void theLastOneThatAnAttemptToldOfCounts() throws IOException {
        checkpoint(1, 5, 0);
        checkpoint(1, 6, 0);
        checkpoint(2, 5, 100);

        assertThat(Checkpoints.furthestFirst(run))
                .first()
                .isEqualTo(run.attempt(1).checkpoint());
    }

    @Test
    void oneThatNobodyToldOfIsBetterThanNoneButBehindAllOthers() throws IOException {
        files(2);
        assertThat(Checkpoints.furthestFirst(run))
                .first()
                .isEqualTo(run.attempt(2).checkpoint());

        checkpoint(1, 1, 1);
        assertThat(Checkpoints.furthestFirst(run))
                .first()
                .isEqualTo(run.attempt(1).checkpoint());
    }

    @Test
    void halfWrittenFilesAreNone() throws IOException {
        told(1, 3, 10);
        Path checkpoint = Files.createDirectories(run.attempt(1).checkpoint());
        Files.writeString(checkpoint.resolve("weights.tmp"), "half");

        assertThat(Checkpoints.furthestFirst(run)).isEmpty();
    }

    @Test
    void dropsThemAllAndNothingElse() throws IOException {
        checkpoint(1, 3, 10);
        checkpoint(2, 4, 10);
        Files.createDirectories(run.attempt(2).checkpoint().resolve("deep/er"));

        Checkpoints.drop(run);

        assertThat(Checkpoints.furthestFirst(run)).isEmpty();
        assertThat(run.attempt(1).checkpoint()).doesNotExist();
        assertThat(run.attempt(2).checkpoint()).doesNotExist();
        assertThat(run.attempt(2).events()).exists();
    }

    private void checkpoint(int attempt, long epoch, long step) throws IOException {
        files(attempt);
        told(attempt, epoch, step);
    }

    private void files(int attempt) throws IOException {
        Path checkpoint = Files.createDirectories(run.attempt(attempt).checkpoint());
        Files.writeString(checkpoint.resolve("weights"), "whole");
    }

    private void told(int attempt, long epoch, long step) {
        new EventLog(run.attempt(attempt).events())
                .append(RunEvent.of(1, "checkpoint", Map.of("epoch", epoch, "step", step)));
    }
}
