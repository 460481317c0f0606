package sdde.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Evaluates runs on all processors and hands the results over one after the other, in the order given: what is written is the
 * same on any machine. Only a few results wait at a time, so memory does not depend on the number of runs.
 */
public final class InOrder {
    /** Of heap for each evaluation at once: about twice what one of a large run needs. */
    private static final long BYTES_EACH = 400L << 20;

    private InOrder() {}

    /**
     * @param work on other threads
     * @param then on this thread; its supplier throws what {@code work} threw
     * @return for how many {@code then} was true
     */
    public static <T, R> int count(List<T> items, Function<T, R> work, BiPredicate<T, Supplier<R>> then) {
        int threads = threads(items.size());
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "evaluation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Iterator<T> left = items.iterator();
            Deque<CompletableFuture<R>> ahead = new ArrayDeque<>();
            int count = 0;
            for (T item : items) {
                while (left.hasNext() && ahead.size() <= threads) {
                    T next = left.next();
                    ahead.add(CompletableFuture.supplyAsync(() -> work.apply(next), pool));
                }
                CompletableFuture<R> own = ahead.remove();
                count += then.test(item, () -> result(own)) ? 1 : 0;
            }
            return count;
        } finally {
            pool.shutdownNow();
        }
    }

    private static int threads(int items) {
        Runtime runtime = Runtime.getRuntime();
        long fitting = Math.max(1, runtime.maxMemory() / BYTES_EACH);
        return (int) Math.max(1, Math.min(Math.min(runtime.availableProcessors(), fitting), items));
    }

    private static <R> R result(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }
}
