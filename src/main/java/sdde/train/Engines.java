package sdde.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import sdde.config.UserError;

/** The native engine, loaded once, with its settings in place before. */
public final class Engines {
    private static final String TELEMETRY_OFF = "OPT_OUT_TRACKING";
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final String OPERATORS = "ai.djl.pytorch.num_interop_threads";

    private Engines() {}

    /** Before the first load only. @param threads inside one operation; results are bitwise only for equal counts */
    public static void configure(int threads) {
        System.setProperty(TELEMETRY_OFF, "true");
        System.setProperty(THREADS, Integer.toString(threads));
        System.setProperty(OPERATORS, "1");
    }

    /**
     * The device of a job. A worker that has been given some GPUs by its environment counts them from 0, so with exactly one
     * visible that is the one meant.
     *
     * @param name {@code cpu}, {@code cuda:<index>}, or {@code sim:<index>}, which only looks like a GPU to the scheduler
     * @throws UserError if there is no such device
     */
    public static Device device(String name) {
        if (name.equals("cpu") || name.matches("sim:[0-9]{1,4}")) {
            return Device.cpu();
        }
        if (!name.matches("cuda:[0-9]{1,4}")) {
            throw new UserError("device must be cpu or cuda:<index>, got '" + name + "'");
        }
        int wanted = Integer.parseInt(name.substring("cuda:".length()));
        int visible = load().getGpuCount();
        if (visible == 1 && System.getenv("CUDA_VISIBLE_DEVICES") != null) {
            return Device.gpu(0);
        }
        if (wanted >= visible) {
            throw new UserError("device %s is not there: %d GPUs are visible to this process".formatted(name, visible));
        }
        return Device.gpu(wanted);
    }

    /** Loads the engine; with one thread unless configured otherwise. */
    public static Engine load() {
        if (System.getProperty(THREADS) == null) {
            configure(1);
        }
        System.setProperty(TELEMETRY_OFF, "true");
        return Engine.getEngine("PyTorch");
    }
}
