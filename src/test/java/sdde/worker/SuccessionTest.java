package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.run.Job;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class SuccessionTest {
    @TempDir
    Path folder;

    private RunFiles attempt(int number) {
        return new RunFiles(folder).attempt(number);
    }

    private static Job job(@Nullable Path resumeFrom, Path... earlier) {
        RunSpec spec = new RunSpec(
                Choice.of("mnist"),
                Choice.of("lenet"),
                Choice.of("de"),
                2,
                1,
                new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none"));
        return new Job(
                spec,
                Job.Kind.TRAIN,
                List.of(),
                "cpu",
                1,
                resumeFrom == null ? null : resumeFrom.toString(),
                null,
                false,
                List.of(earlier).stream().map(Path::toString).toList(),
                null,
                new TreeMap<>());
    }

    @Test
    void aLaterAttemptEndsAnEarlierOne() throws Exception {
        Files.createDirectories(attempt(1).folder());
        Succession first = new Succession(attempt(1), () -> false);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.getAsBoolean()).isFalse();

        Files.createDirectories(attempt(2).folder());

        for (int i = 0; i < 300 && !first.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(first.getAsBoolean()).isTrue();
        assertThat(new Succession(attempt(2), () -> false).getAsBoolean()).isFalse();
    }

    @Test
    void aWishToStopIsHandedOn() {
        assertThat(new Succession(attempt(1), () -> true).getAsBoolean()).isTrue();
    }

    @Test
    void aFolderOfAnotherKindHasNoSuccessor() {
        assertThat(new Succession(new RunFiles(folder.resolve("scratch/3")), () -> false).number())
                .isZero();
    }

    @Test
    void whatTheJobDoesNotKnowYetIsFurther() throws Exception {
        Files.createDirectories(attempt(1).checkpoint());
        Files.createDirectories(attempt(3).checkpoint());
        Path known = attempt(1).checkpoint();

        assertThat(new Succession(attempt(4), () -> false).checkpoints(job(known, folder)))
                .containsExactly(attempt(3).checkpoint(), known, folder);
        assertThat(new Succession(attempt(1), () -> false).checkpoints(job(null)))
                .isEmpty();
    }
}
