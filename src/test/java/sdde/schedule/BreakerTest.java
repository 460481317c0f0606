package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import sdde.schedule.executor.Exit;

class BreakerTest {
    private final Breaker breaker = new Breaker();

    @Test
    void breaksAtTheThirdFailureInARowForOneCause() {
        assertThat(breaker.failed(failure("disk full"))).isEmpty();
        assertThat(breaker.failed(failure("disk full"))).isEmpty();

        assertThat(breaker.failed(failure("disk full"))).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("3 runs in a row failed the same way")
                .contains("disk full"));
    }

    @Test
    void staysBrokenAsLongAsItGoesOn() {
        for (int i = 0; i < 3; i++) {
            breaker.failed(failure("disk full"));
        }

        assertThat(breaker.failed(failure("disk full")))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("4 runs"));
    }

    @Test
    void anotherCauseBeginsAnew() {
        breaker.failed(failure("disk full"));
        breaker.failed(failure("disk full"));

        assertThat(breaker.failed(failure("no memory"))).isEmpty();
        assertThat(breaker.failed(failure("disk full"))).isEmpty();
        assertThat(breaker.failed(failure("disk full"))).isEmpty();
        assertThat(breaker.failed(failure("disk full"))).isPresent();
    }

    @Test
    void aSuccessBeginsAnew() {
        breaker.failed(failure("disk full"));
        breaker.failed(failure("disk full"));
        breaker.succeeded();

        assertThat(breaker.failed(failure("disk full"))).isEmpty();
        assertThat(breaker.failed(failure("disk full"))).isEmpty();
        assertThat(breaker.failed(failure("disk full"))).isPresent();
    }

    private static Failure failure(String cause) {
        return new Failure(
                Failure.Kind.CRASH, 1, new Exit(3), Path.of("log"), List.of("java.io.IOException: " + cause));
    }
}
