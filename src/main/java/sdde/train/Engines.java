package sdde.train;

import ai.djl.engine.Engine;

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

    /** Loads the engine; with one thread unless configured otherwise. */
    public static Engine load() {
        if (System.getProperty(THREADS) == null) {
            configure(1);
        }
        System.setProperty(TELEMETRY_OFF, "true");
        return Engine.getEngine("PyTorch");
    }
}
