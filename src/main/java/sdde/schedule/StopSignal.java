package sdde.schedule;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What wakes the scheduler: a request to stop, the end of a worker. */
final class StopSignal {
    private final Semaphore wake = new Semaphore(0);
    private volatile int level;

    synchronized void raise() {
        level++;
        wake.release();
    }

    boolean gently() {
        return level > 0;
    }

    boolean atOnce() {
        return level > 1;
    }

    void wake() {
        wake.release();
    }

    void await(long milliseconds) {
        try {
            if (wake.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            raise();
        }
    }
}
