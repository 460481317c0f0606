package sdde.cli;

import java.time.Duration;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.schedule.HomeLock;

/** Stops the sweep that runs in a home, from another terminal. */
final class StopCommand implements Command {
    private static final String NOW = "now";
    private static final Duration BETWEEN_SIGNALS = Duration.ofMillis(500);
    /** Workers get a minute for their checkpoints, and a run that is being evaluated is finished. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final int TICK_MILLISECONDS = 100;

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String summary() {
        return "stops what runs here, or was left to a cluster: workers write a checkpoint, the same command goes on";
    }

    @Override
    public String arguments() {
        return "[SWEEP]";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.flag(
                        NOW, "end the workers at once; the last checkpoint, of at most 60 s ago, has to do"));
    }

    @Override
    public String examples() {
        return """
                sweep stop
                sweep stop lambda-grid --now
                """;
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Optional<HomeLock.Holder> running = HomeLock.holder(invocation.home());
        String wanted = invocation.optionalArgument("a sweep").orElse(null);
        if (running.isEmpty()) {
            return StopTasks.left(invocation, Optional.ofNullable(wanted), invocation.has(NOW));
        }
        HomeLock.Holder holder = running.get();
        if (holder.sweep() == null) {
            throw new UserError("`%s` (process %d) runs no sweep; it is not stopped"
                    .formatted(holder.what(), holder.lease().pid()));
        }
        if (wanted != null && !wanted.equals(holder.sweep())) {
            throw new UserError("sweep '%s' does not run here; '%s' does".formatted(wanted, holder.sweep()));
        }
        signal(holder);
        if (invocation.has(NOW)) {
            Thread.sleep(BETWEEN_SIGNALS.toMillis());
            signal(holder);
        }
        return await(holder, invocation);
    }

    private static void signal(HomeLock.Holder holder) {
        holder.lease().process().ifPresent(ProcessHandle::destroy);
    }

    private static int await(HomeLock.Holder holder, Invocation invocation) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (holder.lease().process().isPresent()) {
            if (System.nanoTime() - end > 0) {
                invocation
                        .console()
                        .error("process %d has not ended within %d min of being asked to; try: sweep stop --now"
                                .formatted(holder.lease().pid(), PATIENCE.toMinutes()));
                return Main.SOME_FAILED;
            }
            Thread.sleep(TICK_MILLISECONDS);
        }
        invocation.console().line("stopped sweep %s; `%s` goes on from there".formatted(holder.sweep(), holder.what()));
        return Main.OK;
    }
}
