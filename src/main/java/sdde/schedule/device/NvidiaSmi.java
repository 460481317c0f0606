package sdde.schedule.device;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the driver's own tool which GPUs there are. Whatever it answers, and if it never does, the program goes on. */
public final class NvidiaSmi {
    /** It takes a second or two where the driver has to wake up. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String TOOL = "nvidia-smi";
    private static final Pattern LINE = Pattern.compile(
            "\\s*([0-9]{1,4}), *((?:GPU|MIG)-[0-9A-Za-z-]+), *([0-9]{1,9})(?: MiB)?, *([0-9][0-9.]*), *(.+?)\\s*");
    private static final int MOST_TOLD = 3;

    private NvidiaSmi() {}

    /** @param gpus in order of the PCI bus. @param warnings what could not be understood, for the user */
    public record Answer(List<Gpu> gpus, List<String> warnings) {
        public Answer {
            gpus = List.copyOf(gpus);
            warnings = List.copyOf(warnings);
        }
    }

    /** @param environment of the program: its PATH says where the tool is; no tool is no GPU and no warning */
    public static Answer ask(Map<String, String> environment, Duration patience) {
        Optional<Path> tool = find(environment.getOrDefault("PATH", ""));
        if (tool.isEmpty()) {
            return new Answer(List.of(), List.of());
        }
        try {
            return ask(tool.get(), patience);
        } catch (IOException e) {
            return nothing("%s does not run: %s".formatted(tool.get(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing(TOOL + " was interrupted");
        }
    }

    private static Answer ask(Path tool, Duration patience) throws IOException, InterruptedException {
        Path said = Files.createTempFile("sdde-nvidia-smi", ".txt"); // a pipe would have to be read while it may hang
        try {
            Process process = new ProcessBuilder(
                            tool.toString(),
                            "--query-gpu=index,uuid,memory.total,driver_version,name",
                            "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return nothing("%s gave no answer within %d s".formatted(tool, Math.max(1, patience.toSeconds())));
            }
            String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                return nothing("%s ended with exit code %d: %s"
                        .formatted(
                                tool,
                                process.exitValue(),
                                text.lines().findFirst().orElse("it said nothing")));
            }
            return parse(text);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /** A line that is no GPU is passed over, with a warning. */
    static Answer parse(String text) {
        List<Gpu> gpus = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        for (String line : text.split("\\R")) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                gpus.add(new Gpu(
                        Integer.parseInt(parts.group(1)),
                        parts.group(2),
                        Long.parseLong(parts.group(3)) << 20,
                        parts.group(4),
                        parts.group(5)));
            } else if (!line.isBlank()) {
                odd.add(line.strip());
            }
        }
        List<String> warnings = new ArrayList<>();
        odd.stream()
                .limit(MOST_TOLD)
                .forEach(line -> warnings.add("nvidia-smi said something that is no GPU, passed over: '%s'"
                        .formatted(line.length() > 120 ? line.substring(0, 120) + "…" : line)));
        if (odd.size() > MOST_TOLD) {
            warnings.add("nvidia-smi said %d more such lines".formatted(odd.size() - MOST_TOLD));
        }
        return new Answer(gpus, warnings);
    }

    private static Answer nothing(String why) {
        return new Answer(List.of(), List.of(why + "; no GPU is used"));
    }

    private static Optional<Path> find(String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, TOOL))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
