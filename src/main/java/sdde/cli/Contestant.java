package sdde.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import sdde.config.UserError;
import sdde.run.Json;

/** A process that trains as many steps as it is asked for and says how long each took; it sleeps in between. */
final class Contestant implements AutoCloseable {
    private final String name;
    private final Path log;
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /**
     * @param ms of each step
     * @param cpuMs of all threads of the process in each step: what a busy machine disturbs least
     * @param rssMib resident memory after them, 0 if not known
     */
    record Answer(List<Double> ms, List<Double> cpuMs, double rssMib) {}

    /**
     * Starts it and waits until it is ready.
     *
     * @param environment besides ours
     * @param log takes its standard error
     */
    Contestant(String name, List<String> command, Map<String, String> environment, Path log) throws IOException {
        this.name = name;
        this.log = log;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        read();
    }

    String name() {
        return name;
    }

    Answer steps(int count) throws IOException {
        requests.write(count + "\n");
        requests.flush();
        return read();
    }

    private Answer read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new UserError("%s ended before its answer; what it said is in %s".formatted(name, log));
        }
        try {
            return Json.MAPPER.readValue(line, Answer.class);
        } catch (JsonProcessingException e) {
            throw new UserError("%s must answer with ms and rss_mib, got '%s'".formatted(name, line), e);
        }
    }

    @Override
    public void close() throws IOException {
        requests.close(); // it ends with its input
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
