package sdde.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import sdde.cli.Console.Colour;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunEvent;
import sdde.run.RunState;
import sdde.schedule.Failure;
import sdde.schedule.ScheduleListener;

/**
 * Tells a sweep's progress: one line for whatever happens, and on a terminal below them what runs now, redrawn in place.
 * A listener that must hear an event after the scoreboard has counted it.
 */
final class ProgressLines implements ScheduleListener {
    private static final long REDRAW_MILLISECONDS = 500;
    private static final int BAR = 20;

    private final Console console;
    private final Scoreboard board;
    private final FrozenPlan plan;
    private final Clock clock;
    private int drawn;
    private long lastDrawn;

    ProgressLines(Console console, Scoreboard board, FrozenPlan plan, Clock clock) {
        this.console = console;
        this.board = board;
        this.plan = plan;
        this.clock = clock;
    }

    @Override
    public void begin(int runs, int left, int slots) {
        tell("sweep %s: %d runs, %d finished already, %d to do on %d %s"
                .formatted(plan.sweep(), runs, runs - left, left, slots, slots == 1 ? "slot" : "slots"));
    }

    @Override
    public void started(Member member, int attempt, String slot) {
        String again = attempt == 1 ? "" : ", attempt " + attempt;
        tell("%s %s on %s%s".formatted(head("start", Colour.DIM), title(member), slot, again));
    }

    @Override
    public void event(Member member, RunEvent event) {
        if (event.type().equals("epoch")) {
            board.running(member).ifPresent(run -> tellEpoch(member, run));
        }
    }

    private void tellEpoch(Member member, Scoreboard.Running run) {
        if (console.isTerminal()) {
            return; // the block below shows it
        }
        String left = board.timeLeft()
                .map(duration -> "; about " + TimeLeft.words(duration) + " left")
                .orElse("");
        tell("%s %s: %s%s".formatted(head("epoch", Colour.DIM), title(member), standing(run), left));
    }

    @Override
    public void retrying(Member member, Failure failure) {
        tell("%s %s: attempt %d %s; trying again; log: %s"
                .formatted(
                        head("retry", Colour.YELLOW),
                        title(member),
                        failure.attempt(),
                        failure.words(),
                        failure.log()));
    }

    @Override
    public void finished(Member member, RunState state) {
        boolean good = state == RunState.SUCCEEDED;
        tell("%s %s".formatted(head(good ? "done" : "diverged", good ? Colour.GREEN : Colour.YELLOW), title(member)));
    }

    @Override
    public void failed(Member member, Failure failure) {
        tell("%s %s: %s; log: %s".formatted(head("failed", Colour.RED), title(member), failure.words(), failure.log()));
        failure.lastWords().forEach(line -> tell("    | " + line));
    }

    @Override
    public void cancelled(Member member) {
        tell("%s %s; goes on at the next start".formatted(head("stopped", Colour.YELLOW), title(member)));
    }

    @Override
    public void notice(String text) {
        tell(text);
    }

    @Override
    public void tick() {
        if (console.isTerminal() && clock.millis() - lastDrawn >= REDRAW_MILLISECONDS) {
            draw();
        }
    }

    /** A line that stays. */
    synchronized void tell(String text) {
        erase();
        console.line(text);
    }

    /** For those who print lines: each stays, above the block. */
    PrintStream stream() {
        return new PrintStream(
                new OutputStream() {
                    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

                    @Override
                    public synchronized void write(int b) {
                        if (b == '\n') {
                            tell(line.toString(StandardCharsets.UTF_8).stripTrailing());
                            line.reset();
                        } else {
                            line.write(b);
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    /** Takes the block away, for good. */
    synchronized void erase() {
        if (drawn > 0) {
            console.print("\r\u001b[" + drawn + "A\u001b[J"); // a terminal echoes Ctrl-C where the cursor is
            drawn = 0;
        }
        lastDrawn = 0;
    }

    private synchronized void draw() {
        erase();
        List<String> lines = new ArrayList<>();
        String left = board.timeLeft()
                .map(duration -> ", about " + TimeLeft.words(duration) + " left")
                .orElse("");
        lines.add(bar() + " " + board.counts() + left);
        board.running()
                .forEach(run -> lines.add("  %-6s %s: %s, %s"
                        .formatted(
                                run.slot(),
                                run.member().spec().title(),
                                standing(run),
                                TimeLeft.words(Duration.ofMillis(clock.millis() - run.since())))));
        console.print(lines.stream().map(this::fitted).collect(Collectors.joining("\n", "", "\n")));
        drawn = lines.size();
        lastDrawn = clock.millis();
    }

    /** A line that wraps could not be taken back. */
    private String fitted(String line) {
        int room = Math.max(10, console.columns() - 1);
        return line.codePointCount(0, line.length()) <= room
                ? line
                : line.substring(0, line.offsetByCodePoints(0, room - 1)) + "…";
    }

    private String bar() {
        int full = board.runs() == 0 ? BAR : BAR * board.over() / board.runs();
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    /** {@code [3/10] done}: runs that are over, of all. */
    private String head(String what, Colour colour) {
        return "[%d/%d] %s".formatted(board.over(), board.runs(), console.paint(colour, "%-5s".formatted(what)));
    }

    private static String title(Member member) {
        return member.spec().title() + " (" + member.id() + ")";
    }

    /** {@code epoch 1/2, loss 0.3121, accuracy 97.10 %}. */
    private static String standing(Scoreboard.Running run) {
        StringBuilder text =
                new StringBuilder(run.goesOn() ? "going on" : "epoch %d/%d".formatted(run.epoch(), run.epochs()));
        append(text, ", loss %.4f", run.metric("train/loss"), 1);
        append(text, ", accuracy %.2f %%", run.metric("validation/accuracy"), 100);
        return text.toString();
    }

    private static void append(StringBuilder text, String form, OptionalDouble number, double factor) {
        number.ifPresent(value -> text.append(String.format(Locale.ROOT, form, value * factor)));
    }
}
