package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.data.files.DataFolder;
import sdde.run.Pause;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.LocalProcess;
import sdde.worker.WorkerMain;

/** The one way in which this program starts workers. */
final class Workers {
    private static final String CHECKPOINT_SECONDS = "sdde.checkpoint.seconds";

    private Workers() {}

    /** One JVM a worker, on this machine. */
    static Executor processes(Program program) {
        return new LocalProcess(WorkerMain.class.getName(), options(program));
    }

    /** Of a worker's JVM; its garbage is small, and the memory of young objects fills up over thousands of steps. */
    static List<String> options(Program program) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // the work is the engine's: more compiling costs more than it gains
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmn32m",
                "-DOPT_OUT_TRACKING=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dsdde.root=" + program.root(),
                "-Dsdde.commit=" + program.commit(),
                "-D" + DataFolder.PROPERTY + "=" + DataFolder.current().root()));
        for (String handedOn : List.of(CHECKPOINT_SECONDS, Pause.FOLDER)) {
            Optional.ofNullable(System.getProperty(handedOn))
                    .ifPresent(value -> options.add("-D" + handedOn + "=" + value));
        }
        return options;
    }
}
