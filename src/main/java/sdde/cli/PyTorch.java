package sdde.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;

/** A Python with PyTorch, for comparisons only: a given one, or a virtual environment made on first use. */
final class PyTorch {
    static final String VARIABLE = "SDDE_BENCH_PYTHON";
    private static final String VERSION = "2.7.1";
    private static final List<String> PACKAGES = List.of("torch==" + VERSION, "numpy");

    private PyTorch() {}

    /**
     * @param given by an option, if it was
     * @return an interpreter that imports the version wanted
     * @throws UserError if there is none
     */
    static String python(@Nullable String given, Program program, Console console) throws IOException {
        String chosen = Optional.ofNullable(given).orElse(program.environment().getOrDefault(VARIABLE, ""));
        String python = chosen.isEmpty() ? installed(program, console) : chosen;
        String found = output(List.of(python, "-c", "import torch, numpy; print(torch.__version__)"));
        if (!found.startsWith(VERSION)) {
            throw new UserError("%s must import numpy and torch %s, got: %s".formatted(python, VERSION, found));
        }
        return python;
    }

    /** Runs both orders along the golden trajectories. @return what it printed. @throws UserError if they do not follow */
    static String check(Contestants contestants) throws IOException {
        String said = output(List.of(
                String.valueOf(contestants.python()),
                contestants.script().toString(),
                "check",
                "--data=" + contestants.data(),
                "--golden=" + contestants.golden()));
        if (said.contains("FAIL") || !said.contains("golden best     sdde  ok")) {
            throw new UserError("the PyTorch program does not follow the golden trajectories:\n" + said);
        }
        return said + "\n";
    }

    private static String installed(Program program, Console console) throws IOException {
        Path folder = Path.of(program.environment().getOrDefault("HOME", "."), ".cache", "sdde", "pytorch-" + VERSION);
        Path python = folder.resolve("bin/python");
        Path done = folder.resolve("installed");
        if (!Files.exists(done)) {
            console.err()
                    .println("installing PyTorch %s into %s (gigabytes, once; --python or %s names another)…"
                            .formatted(VERSION, folder, VARIABLE));
            output(List.of("python3", "-m", "venv", folder.toString()));
            List<String> install = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "-q"));
            install.addAll(PACKAGES);
            String said = output(install);
            if (!Files.exists(folder.resolve("bin/torchrun"))) {
                throw new UserError("cannot install PyTorch: " + said);
            }
            Files.createFile(done);
        }
        return python.toString();
    }

    /** All that a command says. */
    private static String output(List<String> command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UserError("cannot start %s: %s; a Python with PyTorch is needed, named by --python or %s"
                    .formatted(command.get(0), e.getMessage(), VARIABLE));
        }
    }
}
