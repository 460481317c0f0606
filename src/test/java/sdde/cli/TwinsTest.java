package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunFiles;
import sdde.run.RunId;

class TwinsTest {
    @TempDir
    Path folder;

    @Test
    void aDeepEnsembleAndSddeOfNoWeightMayAgree() {
        String de = made(MadeRun.de());
        String sdde = made(MadeRun.sdde(0));

        assertThat(among(de, sdde)).isEmpty();
    }

    @Test
    void twoSeedsWithTheSameWeightsAreOneRun() {
        String first = made(MadeRun.de());
        String second = made(new MadeRun(Choice.of("de"), 2));

        assertThat(among(first, second))
                .containsExactly("%s (mnist de N=2 seed=2) has the weights of %s (mnist de N=2 seed=1)"
                        .formatted(second, first));
    }

    @Test
    void aFolderUnderAnotherNameIsFound() throws Exception {
        String first = made(MadeRun.de());
        RunFiles copy = RunFiles.of(home().runs(), new RunId("0123456789abcdef"));
        RunFiles original = RunFiles.of(home().runs(), new RunId(first));
        Files.createDirectories(copy.folder());
        Files.copy(original.run(), copy.run());
        Files.copy(original.result(), copy.result());

        assertThat(among(first, "0123456789abcdef"))
                .anySatisfy(twin -> assertThat(twin).isEqualTo("0123456789abcdef holds the run " + first));
    }

    private Home home() {
        return new Home(folder);
    }

    private String made(MadeRun run) {
        Member member = run.in(home());
        Json.write(
                RunFiles.of(home().runs(), member.id()).run(),
                Versions.freeze(member.spec(), "commit", new java.util.TreeMap<>()));
        return member.id().hex();
    }

    private List<String> among(String... ids) {
        return Twins.among(List.of(ids), home());
    }
}
