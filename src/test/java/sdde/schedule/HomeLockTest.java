package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.run.Home;

class HomeLockTest {
    @TempDir
    Path folder;

    @Test
    void refusesASecondOneAndNamesTheHolder() {
        Home home = new Home(folder);
        try (HomeLock first = HomeLock.take(home, "run-sweep a.yaml")) {
            assertThat(first.home()).isEqualTo(home);
            assertThat(HomeLock.holder(home)).map(HomeLock.Holder::what).contains("run-sweep a.yaml");
            assertThatThrownBy(() -> HomeLock.take(home, "run-sweep b.yaml"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("%s is in use by `run-sweep a.yaml` (process %d on "
                            .formatted(folder, ProcessHandle.current().pid()))
                    .hasMessageEndingWith(
                            "; wait for it, stop it (sweep stop, or Ctrl-C in its terminal), or give another"
                                    + " folder with --home");
        }
    }

    @Test
    void canBeTakenAgainWhenClosed() {
        Home home = new Home(folder);
        HomeLock.take(home, "first").close();

        assertThat(HomeLock.holder(home)).isEmpty();
        HomeLock.take(home, "second").close();
    }

    @Test
    void saysWhatToDoWhereNothingCanBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> HomeLock.take(new Home(file), "x"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("cannot write to " + file)
                .hasMessageEndingWith("; give another folder with --home");
    }
}
