package sdde.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The most memory that this process had so far on its device, in bytes. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGHEST = "VmHWM:";
    private static final long PATIENCE_SECONDS = 10;

    private PeakMemory() {}

    /** @param device as in a job. @return empty where it cannot be told */
    static OptionalLong on(String device) {
        return device.startsWith("cuda:") ? onGpu() : resident();
    }

    private static OptionalLong resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(HIGHEST))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    /** PyTorch gives nothing back to the driver, so what the process has now is the most that it ever had. */
    private static OptionalLong onGpu() {
        try {
            Process asked = new ProcessBuilder(
                            "nvidia-smi", "--query-compute-apps=pid,used_gpu_memory", "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return OptionalLong.empty();
            }
            String own = Long.toString(ProcessHandle.current().pid());
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(", *"))
                    .filter(parts -> parts.length == 2 && parts[0].equals(own) && parts[1].matches("[0-9]{1,9}"))
                    .mapToLong(parts -> Long.parseLong(parts[1]) << 20)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
