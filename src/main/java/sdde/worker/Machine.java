package sdde.worker;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdde.run.Job;
import sdde.train.TrainingData;

/** What a worker runs on, for its start event. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** @param data what is trained on, if something is */
    static Map<String, Object> facts(Job job, @Nullable TrainingData data) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("pid", ProcessHandle.current().pid());
        facts.put("host", host());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("arch", System.getProperty("os.arch"));
        facts.put("cpu", processor());
        facts.put("java", System.getProperty("java.version"));
        facts.put("djl", Engine.getDjlVersion());
        facts.put("libtorch", Engine.getEngine("PyTorch").getVersion());
        facts.put("device", job.device());
        facts.put("threads", job.threads());
        facts.put("kind", job.kind().name());
        facts.putAll(job.deviceFacts());
        facts.putAll(TaskFacts.of(System.getenv(), job.device()));
        String commit = System.getProperty("sdde.commit");
        if (commit != null) {
            facts.put("commit", commit);
        }
        if (data != null) {
            facts.put("data", hashes(data));
        }
        return facts;
    }

    private static Map<String, String> hashes(TrainingData data) {
        Map<String, String> hashes = new TreeMap<>();
        hashes.put("train", data.train().sha256());
        hashes.put("validation", data.validation().sha256());
        if (data.outliers() != null) {
            hashes.put("outliers", data.outliers().sha256());
        }
        return hashes;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The model's name where Linux tells it, else the architecture. */
    private static String processor() {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
