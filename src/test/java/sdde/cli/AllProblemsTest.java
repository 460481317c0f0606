package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a sweep comes in one message, also what only the points or the data can tell. */
class AllProblemsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("sdde.root", ".")).toAbsolutePath();

    @TempDir
    private Path home;

    /** The problems without the file's name, in its order. */
    private List<String> problems(String sweep, String... more) throws IOException {
        Path file = Files.writeString(home.resolve("a.yaml"), sweep);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] args = {"plan", file.toString(), "--home", home.toString(), more.length == 0 ? "--json" : more[0]};

        int code = Main.run(args, new Program(ROOT, ROOT, "c", Map.of()), new Console(print, print, 0, false));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(code).as(lines.toString()).isEqualTo(2);
        assertThat(lines.get(0)).isEqualTo("error: %d problems, nothing was started:".formatted(lines.size() - 1));
        return lines.stream()
                .skip(1)
                .map(line -> line.strip().replace(file + ":", ""))
                .toList();
    }

    private static final String WRONG =
            """
            sweep: ../x
            descripton: typed wrong
            grid:
              dataset: mnist
              ensemble_size: [2, 0]
              seed: 1..3
              method: [de, {name: sdde, lambda: -1}, single]
              network: [resnet18-32, lenet]
            set: {methods.ncl.lambda: 0.3, train.epochs: 0x10}
            exclude: [{lamda: 0.1}, {seed: 9..8}]
            claims: [{endpoint: {metric: auroc}, contrast: {method: [sdde, ncl]}}]
            retries: no
            budget: {tme: 2 h}
            devices: {cpu: 0}
            """;

    @Test
    void saysAllThatIsWrong() throws IOException {
        List<String> problems = problems(WRONG);

        assertThat(problems)
                .extracting(problem -> problem.replaceAll(" .*", ""))
                .containsExactly(
                        "1:8:", "2:1:", "5:22:", "7:37:", "7:42:", "8:13:", "9:27:", "9:46:", "10:12:", "10:32:",
                        "11:10:", "12:10:", "13:10:", "14:16:");
        assertThat(problems)
                .contains(
                        "7:42: method 'single' needs ensemble_size 1, got 2",
                        "8:13: network 'resnet18-32' takes images of 32 × 32, dataset 'mnist' has 28 × 28",
                        "9:27: 'methods.ncl.lambda' has no effect: no run takes it from 'set'",
                        "11:10: claim 'claim-1': no run of this sweep has method 'ncl'; it has [de, sdde, single]");
        assertThat(problems(WRONG, "--smoke")).isEqualTo(problems);
    }

    @Test
    void doesNotTakeForMissingWhatIsMisspelled() throws IOException {
        assertThat(problems(WRONG.replace("sdde, lambda: -1", "sddee, lambda: 1")))
                .contains("7:23: unknown method 'sddee'; did you mean 'sdde'? known: "
                        + "[de, ncl, adp, dice, sdde, single, oe, sdde-ood, placebo, combined]")
                .noneMatch(problem -> problem.contains("no effect") || problem.contains("claim-1"));
    }

    @Test
    void namesTheValueOfASetThatIsWrong() throws IOException {
        assertThat(
                        problems(
                                """
                        sweep: a
                        grid: {dataset: mnist, ensemble_size: 2, seed: 1, method: de}
                        set:
                          ood.near:
                            - {name: a, shift: {of: mnsit, kind: rotation}}
                            - {name: b, shift: {of: mnist, kind: rotaton}}
                            - {name: c, shift: {of: mnist, kind: fog}}
                            - {name: d, held-out: {of: mnist, part: unknwn}}
                        """))
                .hasSize(4)
                .anyMatch(problem -> problem.startsWith("5:29: unknown dataset 'mnsit'; did you mean 'mnist'? known: "))
                .anyMatch(problem -> problem.startsWith("6:42: dataset 'shift': kind must be one of [")
                        && problem.endsWith(", got 'rotaton'; did you mean 'rotation'?"))
                .anyMatch(problem -> problem.startsWith("7:42: dataset 'shift': severity"))
                .anyMatch(problem ->
                        problem.startsWith("8:45: dataset 'held-out': part must be one of [known, unknown]"));
    }

    @Test
    void readsOnBehindWhatYamlHasAndSweepsHaveNot() throws IOException {
        assertThat(
                        problems(
                                """
                        sweep: !!str a
                        grid: &g
                          dataset: mnist
                          ensemble_size: &n [2, 3]
                          <<: {a: 1}
                          seed: *n
                          method: [de, !own {name: sdde, lamda: 0.1}]
                        retries: one
                        ---
                        sweep: b
                        """))
                .containsExactly(
                        "1:8: tag 'tag:yaml.org,2002:str' is not supported",
                        "2:7: anchor '&g' is not supported; write the value out",
                        "4:18: anchor '&n' is not supported; write the value out",
                        "5:3: merge key '<<' is not supported; write the keys out",
                        "6:9: alias '*n' is not supported; write the value out",
                        "7:16: tag '!own' is not supported",
                        "7:34: method 'sdde' takes [activation, lambda, padding, saliency, similarity, target], got [lamda]"
                                + "; did you mean 'lambda'?",
                        "8:10: retries must be a whole number from 0 to 100, got 'one'",
                        "9:1: a second document ('---') is not supported");
    }
}
