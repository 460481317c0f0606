package sdde.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.SortedMap;
import sdde.run.FrozenRun;
import sdde.run.Provenance;
import sdde.run.RunSpec;

/** What is known of the machine and the libraries before the native engine is loaded. */
final class Versions {
    private Versions() {}

    /** DJL's version, from its own jar. */
    static String djl() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/ai/djl/engine/api.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("djl_version", "unknown");
    }

    /** {@code run.json} of a run that starts now. @param dataSha256 by name of the data set */
    static FrozenRun freeze(RunSpec spec, String commit, SortedMap<String, String> dataSha256) {
        String system = "%s %s %s"
                .formatted(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
        return FrozenRun.of(
                spec, new Provenance(commit, System.getProperty("java.version"), djl(), system, dataSha256));
    }
}
