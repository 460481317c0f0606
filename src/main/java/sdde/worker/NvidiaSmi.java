package sdde.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks the driver's own program. */
final class NvidiaSmi {
    private static final long PATIENCE_SECONDS = 10;

    private NvidiaSmi() {}

    /** @return the fields of each line; nothing where there is no such program, or no answer */
    static Stream<List<String>> ask(String... questions) {
        try {
            List<String> command = new ArrayList<>(List.of("nvidia-smi", "--format=csv,noheader,nounits"));
            command.addAll(List.of(questions));
            Process asked =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return Stream.empty();
            }
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> List.of(line.split(", *")));
        } catch (IOException e) {
            return Stream.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.empty();
        }
    }
}
