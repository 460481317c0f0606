package sdde.schedule;

import java.nio.file.Path;
import sdde.run.Home;

/** Runs one slow fake run in a home until somebody kills it. */
final class FakeOrchestrator {
    private FakeOrchestrator() {}

    /** @param args the home; how the run behaves; its epochs */
    public static void main(String[] args) {
        try (HomeLock lock = HomeLock.take(new Home(Path.of(args[0])), "fake orchestrator")) {
            Sweeps.scheduler(lock, 1, 0)
                    .run(Sweeps.plan(Sweeps.member(args[1], 1, Integer.parseInt(args[2]))), new ScheduleListener() {});
        }
    }
}
