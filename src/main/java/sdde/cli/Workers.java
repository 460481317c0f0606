package sdde.cli;

import java.util.List;
import sdde.data.files.DataFolder;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.LocalProcess;
import sdde.worker.WorkerMain;

/** The one way in which this program starts workers. */
final class Workers {
    private Workers() {}

    /** One JVM a worker, on this machine. */
    static Executor processes(Program program) {
        return new LocalProcess(WorkerMain.class.getName(), options(program));
    }

    /** Of a worker's JVM. */
    static List<String> options(Program program) {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-DOPT_OUT_TRACKING=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dsdde.root=" + program.root(),
                "-Dsdde.commit=" + program.commit(),
                "-D" + DataFolder.PROPERTY + "=" + DataFolder.current().root());
    }
}
