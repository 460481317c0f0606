package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Json;
import sdde.schedule.Scheduler;

class CheckTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void passesIfLambdaZeroIsTheDeepEnsemble() {
        sweep(MadeRun.de(), MadeRun.sdde(0), MadeRun.sdde(0.1).weights(4, 5, 6));

        assertThat(run("check", "lambda-zero", "made")).as(err()).isEqualTo(0);
        assertThat(out())
                .contains("mnist sdde λ=0.0 N=2 seed=1  = ")
                .contains("pass: lambda-zero: 1 of 1 pairs are bitwise equal");
    }

    @Test
    void failsIfLambdaZeroChangesAWeight() {
        sweep(MadeRun.de(), MadeRun.sdde(0).weights(1, 2, 3.5f));

        assertThat(run("check", "lambda-zero", "made")).isEqualTo(1);
        assertThat(out()).contains("fail: lambda-zero: 0 of 1 pairs are bitwise equal");
    }

    @Test
    void passesIfMapsOfSddeAreLessAlike() {
        sweep(MadeRun.de().cosines(0.7f, 0.8f, 0.9f), MadeRun.sdde(0.1).cosines(-0.2f, -0.1f, 0.1f));

        assertThat(run("check", "cam-similarity", "made")).as(err()).isEqualTo(0);
        assertThat(out())
                .containsPattern("mnist de N=2 seed=1 +0.8000 +0.7100 +0.7500 +0.8000 +0.8500 +0.8900")
                .contains("-0.8667 ± ")
                .contains("pass: cam-similarity: SDDE's maps are less alike than DE's in 1 of 1 pairs");
    }

    @Test
    void failsIfMapsOfSddeAreNotClearlyLessAlike() {
        sweep(MadeRun.de().cosines(0.7f, 0.8f, 0.9f), MadeRun.sdde(0.1).cosines(0.9f, 0.5f, 0.9f));

        assertThat(run("check", "cam-similarity", "made")).isEqualTo(1);
        assertThat(out()).contains("fail: cam-similarity: ");
    }

    @Test
    void tellsScriptsTheFigures() {
        sweep(MadeRun.de(), MadeRun.sdde(0.1).cosines(0, 0, 0));

        assertThat(run("check", "cam-similarity", "made", "--json")).isEqualTo(0);
        JsonNode told = Json.MAPPER.convertValue(parsed(), JsonNode.class);
        assertThat(told.path("passed").asBoolean()).isTrue();
        assertThat(told.path("check").asText()).isEqualTo("cam-similarity");
        assertThat(told.path("pairs").path(0).path("de").path("q50").asDouble()).isCloseTo(0.2, offset());
        assertThat(told.path("pairs").path(0).path("lower_share").asDouble()).isEqualTo(1);
    }

    @Test
    void refusesASweepWithoutPairs() {
        sweep(MadeRun.de(), MadeRun.sdde(0.1));

        assertThat(run("check", "lambda-zero", "made")).isEqualTo(2);
        assertThat(err())
                .contains("there is nothing to compare: among 2 finished runs no 'de' has an 'sdde' with λ = 0 that is "
                        + "otherwise equal");
    }

    @Test
    void guessesAMistypedCheckAndKnowsTheRecipes() {
        assertThat(run("check", "lamda-zero")).isEqualTo(2);
        assertThat(err())
                .contains("unknown check 'lamda-zero'; did you mean 'lambda-zero'? "
                        + "known: [lambda-zero, cam-similarity, gradcam, training]");
        assertThat(run("check", "gradcam", "--dataset", "mnits")).isEqualTo(2);
        assertThat(err()).contains("no recipe for a data set 'mnits' in experiments/; known: []");
        assertThat(run("check", "gradcam", "--epochs", "0")).isEqualTo(2);
        assertThat(err()).contains("no recipe for a data set 'mnist'");
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.api.Assertions.within(1e-6);
    }

    private Object parsed() {
        try {
            return Json.MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sweep(MadeRun... runs) {
        Home home = new Home(folder);
        List<Member> members = List.of(runs).stream().map(made -> made.in(home)).toList();
        Scheduler.keep(home, new FrozenPlan("made", "", 1, members, members.size(), 0, List.of(), "sweep: made\n"));
    }

    private int run(String... args) {
        Program program = new Program(folder, folder, "c", Map.of());
        return Main.run(args, program, new Console(stream(out), stream(err), 0, false));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
