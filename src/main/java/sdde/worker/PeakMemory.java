package sdde.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The most memory that this process had so far on its device, in bytes. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGHEST = "VmHWM:";

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
        String own = Long.toString(ProcessHandle.current().pid());
        return NvidiaSmi.ask("--query-compute-apps=pid,used_gpu_memory")
                .filter(parts -> parts.size() == 2
                        && parts.get(0).equals(own)
                        && parts.get(1).matches("[0-9]{1,9}"))
                .mapToLong(parts -> Long.parseLong(parts.get(1)) << 20)
                .findFirst();
    }
}
