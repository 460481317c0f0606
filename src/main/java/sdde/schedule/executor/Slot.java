package sdde.schedule.executor;

/**
 * A place for one worker at a time.
 *
 * @param name {@code cpu:0}
 * @param device as {@link sdde.run.Job#device()}
 * @param threads for the arithmetic inside a step
 */
public record Slot(String name, String device, int threads) {
    public Slot {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, got " + threads);
        }
    }

    /** A slot on the processor, one thread wide, so that numbers do not depend on the machine's parallelism. */
    public static Slot cpu(int index) {
        return new Slot("cpu:" + index, "cpu", 1);
    }
}
