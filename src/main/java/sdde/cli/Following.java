package sdde.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sdde.run.EventLog;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.schedule.executor.Lease;
import sdde.schedule.executor.SlurmTasks;

/** A run whose log is followed: whether its attempt is at work, and whether there will be another. */
record Following(Home home, RunFiles run) {
    Path log(int attempt) {
        return run.attempt(attempt).log();
    }

    /** The attempt behind one, once there is one. */
    OptionalInt after(int attempt) {
        return run.attemptNumbers().stream()
                .mapToInt(Integer::intValue)
                .filter(number -> number > attempt)
                .min();
    }

    /** Whether its worker may write more. */
    boolean isAtWork(int attempt) {
        RunFiles files = run.attempt(attempt);
        if (Files.exists(files.result())) {
            return false;
        }
        boolean isHere = Json.readIfWhole(files.lease(), Lease.class)
                .flatMap(Lease::process)
                .isPresent();
        return isHere || (SlurmTasks.isOpen(files) && end(attempt).isEmpty());
    }

    /** Whether there may be more to read, of this attempt or of one behind it. */
    boolean mayGoOn(int attempt) {
        if (Files.exists(run.result())) {
            return isAtWork(attempt); // that predicts on a new set
        }
        if (isAtWork(attempt)) {
            return true;
        }
        boolean isWatched =
                HomeLock.holder(home).filter(holder -> holder.sweep() != null).isPresent();
        return isWatched && end(attempt).map(Following::comesAgain).orElse(true);
    }

    /** The last word on an attempt, if its end is written down. */
    private Optional<Map<String, Object>> end(int attempt) {
        return new EventLog(run.events())
                .read().stream()
                        .filter(event -> event.type().equals("state"))
                        .filter(event ->
                                Integer.valueOf(attempt).equals(event.data().get("attempt")))
                        .filter(event ->
                                RunState.of(event).filter(RunState::isTerminal).isPresent())
                        .reduce((earlier, later) -> later)
                        .map(RunEvent::data);
    }

    /** A place taken away, or a failure that is tried again. */
    private static boolean comesAgain(Map<String, Object> end) {
        return RunState.CANCELLED.name().equals(end.get("state")) || Boolean.TRUE.equals(end.get("again"));
    }
}
