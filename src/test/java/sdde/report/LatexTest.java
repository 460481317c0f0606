package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs pdflatex with booktabs and siunitx (Debian: texlive-latex-recommended, texlive-science); skipped without. */
class LatexTest {
    @TempDir
    Path folder;

    @Test
    void allTablesCompileAsTheyAre() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "pdflatex is not installed, so the tables were not compiled");
        ReportWriter.write(ReportWriterTest.lambdaGrid(), folder);

        String log = compile("all.tex");

        assertThat(folder.resolve("tables/all.pdf")).as(log).isNotEmptyFile();
    }

    @Test
    void numbersAreMacrosThatCompile() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "pdflatex is not installed, so numbers.tex was not compiled");
        ReportWriter.write(ReportWriterTest.fiveMethods(1, 2), folder);
        Files.writeString(
                folder.resolve("tables/use.tex"),
                "\\documentclass{article}\\input{../numbers}\\begin{document}"
                        + "\\sddeMnistLenetNThreeSddeLambdaZeroPointOneAccuracyMean\\end{document}");

        String log = compile("use.tex");

        assertThat(folder.resolve("tables/use.pdf")).as(log).isNotEmptyFile();
    }

    private static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "pdflatex")));
    }

    private String compile(String file) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", file)
                .directory(folder.resolve("tables").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
