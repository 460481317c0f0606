package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunEvent;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;
import sdde.schedule.ScheduleListener;

class ProgressLinesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Member first = member(1);
    private final Member second = member(2);

    @Test
    void tellsPlainLinesInAPipe() {
        ScheduleListener listener = listener(0);

        play(listener);
        listener.finished(first, RunState.SUCCEEDED);

        assertThat(text())
                .isEqualTo(
                        """
                        sweep s: 2 runs, 0 finished already, 2 to do on 1 slot
                        [0/2] start mnist de N=3 seed=1 (%1$s) on cpu:0
                        [0/2] epoch mnist de N=3 seed=1 (%1$s): epoch 1/4, loss 0.5000, accuracy 97.50 %%; about 70 s left
                        [1/2] done  mnist de N=3 seed=1 (%1$s)
                        """
                                .formatted(first.id()));
    }

    @Test
    void redrawsOnATerminalWhatRunsNowAndFitsItToTheWidth() {
        ScheduleListener listener = listener(60);

        play(listener);
        bytes.reset();
        listener.tick();
        listener.finished(first, RunState.SUCCEEDED);

        assertThat(text())
                .isEqualTo(
                        """
                        ░░░░░░░░░░░░░░░░░░░░ 0 done, 1 running, 1 left, about 70 s…
                          cpu:0  mnist de N=3 seed=1: epoch 1/4, loss 0.5000, accu…
                        \r\u001b[2A\u001b[J[1/2] done  mnist de N=3 seed=1 (%s)
                        """
                                .formatted(first.id()));
    }

    private void play(ScheduleListener listener) {
        listener.begin(2, 2, 1);
        listener.started(first, 1, "cpu:0");
        Map<String, Double> metrics = Map.of("train/loss", 0.5, "validation/accuracy", 0.975, "seconds", 10.0);
        listener.event(first, RunEvent.of(1, "epoch", Map.of("epoch", 1, "metrics", metrics)));
    }

    private ScheduleListener listener(int columns) {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(10_000), ZoneOffset.UTC);
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        FrozenPlan plan = new FrozenPlan("s", "", 0, List.of(first, second), 2, 0, List.of(), "");
        Scoreboard board = new Scoreboard(plan, clock);
        return new Listeners(
                List.of(board, new ProgressLines(new Console(out, out, columns, false), board, plan, clock)));
    }

    private static Member member(long seed) {
        RunSpec spec = new RunSpec(
                Choice.of("mnist"),
                Choice.of("lenet"),
                Choice.of("de"),
                3,
                seed,
                new TrainSettings(4, 128, 0.1, 0.9, 0, "none"));
        return new Member(spec.id(), spec, List.of());
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
