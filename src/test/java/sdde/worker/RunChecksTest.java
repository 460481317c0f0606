package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.plan.Plan;
import sdde.plan.Planner;
import sdde.run.EvalSet;
import sdde.run.RunFolders;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class RunChecksTest {
    private static RunSpec run(Choice dataset, String network, Choice method) {
        TrainSettings train = new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none");
        return new RunSpec(dataset, Choice.of(network), method, 2, 1, train);
    }

    private static RunSpec run(String method, Map<String, ?> parameters) {
        return run(Choice.of("mnist"), "lenet", Choice.of(method, parameters));
    }

    private static EvalSet set(EvalSet.Role role, Choice dataset) {
        return new EvalSet(dataset.name() + "/test", role, dataset, "test");
    }

    @Test
    void aRunOfKnownPartsIsPossible() {
        assertThat(RunChecks.problems(run("sdde", Map.of()))).isEmpty();
    }

    @Test
    void everyUnknownPartIsTold() {
        assertThat(RunChecks.problems(run(Choice.of("mnits"), "lenet", Choice.of("de"))))
                .singleElement()
                .asString()
                .startsWith("unknown dataset 'mnits'; did you mean 'mnist'? known: [mnist, ");
        assertThat(RunChecks.problems(run(Choice.of("mnist"), "lennet", Choice.of("de"))))
                .singleElement()
                .asString()
                .startsWith("unknown network 'lennet'; did you mean 'lenet'? known: [");
        assertThat(RunChecks.problems(run("sdde", Map.of("padding", -1))))
                .containsExactly("method 'sdde': padding must be >= 0, got -1");
    }

    @Test
    void aPathOfOutliersIsMeantFromTheFileItStandsIn(@TempDir Path folder) throws IOException {
        byte[] oneImage = {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2};
        Path letters = Files.write(folder.resolve("glyphs"), oneImage);
        Path sweep = Files.writeString(
                folder.resolve("a.yaml"),
                """
                sweep: a
                set: {methods.sdde-ood.outliers: glyphs}
                grid:
                  dataset: mnist
                  ensemble_size: 2
                  seed: 1
                  method: [{name: oe, outliers: [glyphs, fashion-mnist]}, sdde-ood]
                """);

        Plan plan = new Planner(RunChecks.vocabulary(), Path.of(System.getProperty("sdde.root", ".")))
                .plan(sweep, new RunFolders(folder.resolve("runs")));

        assertThat(plan.runs())
                .extracting(run -> run.spec().method().parameters().get("outliers"))
                .containsExactly(letters.toString(), "fashion-mnist", letters.toString());
        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(RunChecks.problems(run.spec())).isEmpty());
    }

    @Test
    void trainingOnWhatIsEvaluatedIsWarnedOf() {
        RunSpec exposed = run("oe", Map.of("outliers", "fashion-mnist"));
        Choice fashion = Choice.of("fashion-mnist");
        Choice shifted = Choice.of("shift", Map.of("of", "fashion-mnist"));
        Choice letters = Choice.of("idx", Map.of("images", "/letters"));

        assertThat(RunChecks.warnings(
                        exposed, List.of(set(EvalSet.Role.OOD_NEAR, fashion), set(EvalSet.Role.OOD_FAR, letters))))
                .containsExactly(
                        "method 'oe' is trained on outliers from 'fashion-mnist', which is also evaluated: fashion-mnist/test");
        assertThat(RunChecks.warnings(exposed, List.of(set(EvalSet.Role.OOD_VALIDATION, shifted))))
                .hasSize(1);
        assertThat(RunChecks.warnings(exposed, List.of(set(EvalSet.Role.OOD_FAR, letters))))
                .isEmpty();
        assertThat(RunChecks.warnings(
                        run("sdde-ood", Map.of("outliers", "/letters")), List.of(set(EvalSet.Role.OOD_FAR, letters))))
                .hasSize(1);
        assertThat(RunChecks.warnings(run("sdde", Map.of()), List.of(set(EvalSet.Role.OOD_NEAR, fashion))))
                .isEmpty();
    }
}
