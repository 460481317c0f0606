package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepClockTest {
    private static StepClock after(int steps, double seconds) {
        StepClock clock = new StepClock();
        IntStream.range(0, steps).forEach(i -> clock.add(seconds));
        return clock;
    }

    @Test
    void theFirstStepsDoNotCount() {
        StepClock clock = after(4, 9); // 36 s: Java compiles
        IntStream.range(0, 12).forEach(i -> clock.add(0.5 + 0.1 * (i % 2)));

        assertThat(clock.mean()).isCloseTo(0.55, within(1e-9));
        assertThat(clock.isDone()).isTrue();
    }

    @Test
    void fastStepsNeedSecondsAndSlowOnesSteps() {
        assertThat(after(15 + 399, 0.01).isDone()).isFalse(); // 1.5 s to warm up and 3.99 s that count, at most
        assertThat(after(152 + 401, 0.01).isDone()).isTrue();
        assertThat(after(4 + 11, 2).isDone()).isFalse();
        assertThat(after(4 + 12, 2).isDone()).isTrue();
    }

    @Test
    void fewStepsAreBetterThanNone() {
        assertThat(new StepClock().mean()).isNaN();
        assertThat(after(3, 0.2).mean()).isCloseTo(0.2, within(1e-9));
    }
}
