package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class TimeLeftTest {
    private final TimeLeft timeLeft = new TimeLeft();

    @Test
    void knowsNothingBeforeTheFirstEpoch() {
        assertThat(timeLeft.of(List.of(spec("de", 3)), List.of(), 2)).isEmpty();
    }

    @Test
    void sharesMeasuredEpochsAmongTheSlots() {
        timeLeft.epochTook(spec("de", 3), 10);

        assertThat(timeLeft.of(List.of(spec("de", 3), spec("de", 3), spec("de", 3)), List.of(), 2))
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void takesAnUnknownMethodFromTheKnownOnesByMembers() {
        timeLeft.epochTook(spec("de", 2), 10);

        assertThat(timeLeft.of(List.of(spec("sdde", 4)), List.of(), 2)).contains(Duration.ofSeconds(80));
    }

    @Test
    void speaksInRoundWords() {
        assertThat(TimeLeft.words(Duration.ofSeconds(89))).isEqualTo("89 s");
        assertThat(TimeLeft.words(Duration.ofSeconds(90))).isEqualTo("2 min");
        assertThat(TimeLeft.words(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
    }

    private static RunSpec spec(String method, int size) {
        return new RunSpec(
                Choice.of("mnist"),
                Choice.of("lenet"),
                Choice.of(method),
                size,
                1,
                new TrainSettings(4, 128, 0.1, 0.9, 0, "none"));
    }
}
