package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs pdflatex with booktabs and siunitx (Debian: texlive-latex-recommended, texlive-science); skipped without. */
class LatexTest {
    @TempDir
    Path folder;

    @Test
    void allTablesCompileAsTheyAre() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "pdflatex with siunitx is not installed, so the tables were not compiled");
        ReportWriter.write(ReportWriterTest.lambdaGrid(), folder);

        String log = compile("all.tex");

        assertThat(folder.resolve("tables/all.pdf")).as(log).isNotEmptyFile();
    }

    @Test
    void numbersAreMacrosThatCompile() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "pdflatex with siunitx is not installed, so numbers.tex was not compiled");
        ReportWriter.write(ReportWriterTest.fiveMethods(1, 2), folder);
        Files.writeString(
                folder.resolve("tables/use.tex"),
                "\\documentclass{article}\\input{../numbers}\\begin{document}"
                        + "\\sddeMnistLenetNThreeSddeLambdaZeroPointOneAccuracyMean\\end{document}");

        String log = compile("use.tex");

        assertThat(folder.resolve("tables/use.pdf")).as(log).isNotEmptyFile();
    }

    /** pdflatex is there if the program is that finds its packages. */
    private static boolean isInstalled() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("kpsewhich", "siunitx.sty")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
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
