package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void explainsEveryCommandWithExamples() {
        for (Command command : Commands.all()) {
            out.reset();

            assertThat(run(command.name(), "--help")).isEqualTo(0);
            assertThat(out()).contains(command.summary(), "examples:", "--help", command.call());
        }
    }

    @Test
    void listsTheCommandsIfNoneIsGiven() {
        assertThat(run()).isEqualTo(0);
        assertThat(out()).startsWith("usage: sweep COMMAND").contains("  plan      shows the runs of a sweep");
    }

    @Test
    void guessesAMistypedCommand() {
        assertThat(run("rpeort")).isEqualTo(2);
        assertThat(err()).startsWith("error: unknown command 'rpeort'; did you mean 'report'? known: run, plan, ");
    }

    @Test
    void compareTakesTwo() {
        assertThat(run("compare", "quickstart")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "error: expected two arguments, the names of two sweeps or the ids of two runs, got 1: [quickstart]\n");
    }

    @Test
    void saysInOneLineThatThereIsNoGpuToCheck() {
        assertThat(run("gpu-check", "--device", "cuda:7")).isEqualTo(2);
        assertThat(err()).isEqualTo("error: nothing was checked: there is no cuda:7: no GPU is visible\n");
    }

    @Test
    void measuresWhatARunCostsBeyondItsTraining() {
        assertThat(run("bench", "schedule", "--runs", "4", "--slots", "2")).isEqualTo(0);
        assertThat(out())
                .startsWith("4 empty runs on 2 slots in ")
                .contains("worker done to next lease median", "slots: ");
    }

    @Test
    void guessesAMistypedOption() {
        assertThat(run("status", "--jsno")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "error: unknown option '--jsno' of 'status'; did you mean '--json'? see: sweep status --help\n");
    }

    @Test
    void saysWhatAnOptionNeeds() {
        assertThat(run("run", "x", "--slots")).isEqualTo(2);
        assertThat(err()).isEqualTo("error: option '--slots' needs N; see: run-sweep --help\n");
    }

    @Test
    void refusesANumberOutOfRange() throws Exception {
        Files.writeString(folder.resolve("x.yaml"), "");

        assertThat(run("run", "x", "--slots", "0")).isEqualTo(2);
        assertThat(err()).isEqualTo("error: option '--slots' must be a whole number from 1 to 1024, got '0'\n");
    }

    @Test
    void findsASweepByNameAndKnowsTheOthers() throws Exception {
        Files.createDirectories(folder.resolve("sweeps"));
        Files.writeString(folder.resolve("sweeps/lambda_grid.yaml"), "");

        assertThat(run("plan", "lambda_gird.yaml")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("error: no sweep file 'lambda_gird.yaml' here or in sweeps; did you mean 'lambda_grid'? "
                        + "known there: lambda_grid\n");
        Program program = program();
        Path found = Path.of("sweeps/lambda_grid.yaml");
        assertThat(SweepFile.find("lambda_grid", program)).isEqualTo(found);
        assertThat(SweepFile.find("lambda_grid.yaml", program)).isEqualTo(found);
        assertThat(SweepFile.find("sweeps/lambda_grid.yaml", program)).isEqualTo(found);
    }

    @Test
    void thePlanWarnsOfTrainingOnWhatIsEvaluated() throws Exception {
        Path sweep = Files.writeString(
                folder.resolve("x.yaml"),
                """
                sweep: x
                grid: {dataset: mnist, ensemble_size: 2, seed: 1, method: [{name: oe, outliers: fashion-mnist}]}
                """);
        Path root = Path.of(System.getProperty("sdde.root", ".")).toAbsolutePath();
        Program here = new Program(root, root, "c", Map.of());

        assertThat(run(here, "plan", sweep.toString(), "--home", folder.toString()))
                .isEqualTo(0);
        assertThat(out())
                .contains("method 'oe' is trained on outliers from 'fashion-mnist', which is also evaluated: "
                        + "fashion-mnist/test\n");
    }

    @Test
    void plansASweepWhoseDataAreMissingButStartsNothing() throws Exception {
        Path sweep = Files.writeString(
                folder.resolve("x.yaml"),
                """
                sweep: x
                grid: {dataset: cifar100, ensemble_size: 2, seed: 1..2, method: de}
                """);
        Path root = Path.of(System.getProperty("sdde.root", ".")).toAbsolutePath();
        Program here = new Program(root, root, "c", Map.of());
        String missing = "data set 'cifar100' cannot be used";

        assertThat(run(here, "plan", sweep.toString(), "--home", folder.toString()))
                .isEqualTo(0);
        assertThat(out())
                .contains("2 new", missing, "bin/sweep data fetch cifar100")
                .contains("no run starts before these data can be used");
        assertThat(run(here, "plan", sweep.toString(), "--home", folder.toString(), "--calibrate"))
                .isEqualTo(2);
        assertThat(run(here, "run", sweep.toString(), "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(err()).contains(missing);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aWrongSettingIsToldBesideMissingData() throws Exception {
        Path sweep = Files.writeString(
                folder.resolve("x.yaml"),
                """
                sweep: x
                grid: {dataset: cifar100, ensemble_size: 2, seed: 1, method: [{name: dice, samples_per_class: 7}]}
                """);
        Path root = Path.of(System.getProperty("sdde.root", ".")).toAbsolutePath();
        Program here = new Program(root, root, "c", Map.of());

        assertThat(run(here, "plan", sweep.toString(), "--home", folder.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("bin/sweep data fetch cifar100", "samples_per_class 7");
    }

    @Test
    void prefersTheOptionToTheEnvironmentToTheProject() {
        assertThat(program().home().folder()).isEqualTo(folder);
        assertThat(new Program(folder, folder, "c", Map.of("SDDE_HOME", "h"))
                        .home()
                        .folder())
                .isEqualTo(folder.resolve("h"));
        assertThat(program().homeAt("x/../y").folder()).isEqualTo(folder.resolve("y"));
    }

    @Test
    void saysThatNothingRunsInANewHome() {
        assertThat(run("status")).isEqualTo(0);
        assertThat(out()).isEqualTo("running: nothing\nno sweep was started here yet\n");
    }

    private int run(String... args) {
        return run(program(), args);
    }

    private int run(Program program, String... args) {
        return Main.run(
                args, program, new Console(new PrintStream(out, true, StandardCharsets.UTF_8), stderr(), 0, false));
    }

    private PrintStream stderr() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private Program program() {
        return new Program(folder, folder, "c", Map.of());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
