package sdde.worker;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns SIGTERM, SIGINT and, if asked, the end of standard input into a wish to stop, and holds the process until the work
 * has been laid down.
 */
final class StopSignal implements BooleanSupplier {
    /** A step and a checkpoint take seconds; beyond this something hangs, and the last checkpoint has to do. */
    private static final long PATIENCE_MINUTES = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean wished;
    private volatile int code = WorkerMain.FAULT;

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::holdUntilEnded, "stop"));
        return signal;
    }

    /** Whether the work should be laid down after the step at hand. */
    @Override
    public boolean getAsBoolean() {
        return wished;
    }

    /** From now on the end of standard input is a wish to stop: whoever held the other end has died. */
    void atEndOfInput() {
        Thread watcher = new Thread(this::waitForEndOfInput, "parent");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Ends the process with this code, whether it had been asked to stop or not. */
    void exit(int exitCode) {
        code = exitCode;
        ended.countDown();
        System.exit(exitCode);
    }

    private void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said on this pipe
            }
        } catch (IOException closed) {
            // as good as its end
        }
        System.err.println("standard input has ended: stopping");
        System.exit(WorkerMain.STOPPED);
    }

    /** As the shutdown hook: the JVM waits for it, and it for the work. Only halting can still set the exit code. */
    private void holdUntilEnded() {
        wished = true;
        try {
            if (!ended.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                System.err.println("did not come to an end within " + PATIENCE_MINUTES + " minutes of being asked to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
