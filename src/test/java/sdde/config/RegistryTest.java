package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {
    enum Mood {
        @JsonProperty("very-calm")
        VERY_CALM,
        @JsonProperty("wild")
        WILD
    }

    record Mixed(int count, long seed, double weight, boolean loud, String text, List<String> names, Mood mood) {}

    private final Registry<?> methods = SmallVocabulary.methods();
    private final Registry<Mixed> mixed =
            new Registry<Mixed>("thing").with("mixed", new Mixed(1, 2, 0.5, true, "a", List.of("b"), Mood.VERY_CALM));

    private static String message(Registry<?> registry, String name, Map<String, ?> parameters) {
        return registry.problem(Choice.of(name, parameters)).orElse("no problem");
    }

    @Test
    void namesTheNearestVariant() {
        assertThat(message(methods, "ssde", Map.of()))
                .isEqualTo("unknown method 'ssde'; did you mean 'sdde'? known: [de, ncl, adp, dice, sdde]");
    }

    @Test
    void listsTheVariantsWhenNoneIsNear() {
        assertThat(message(methods, "bootstrap-aggregation", Map.of()))
                .isEqualTo("unknown method 'bootstrap-aggregation'; known: [de, ncl, adp, dice, sdde]");
    }

    @Test
    void namesTheNearestParameter() {
        assertThat(message(methods, "sdde", Map.of("lamda", 0.1)))
                .isEqualTo("method 'sdde' takes [lambda], got [lamda]; did you mean 'lambda'?");
    }

    @Test
    void repeatsWhatTheVariantSaysOfAValue() {
        assertThat(message(methods, "sdde", Map.of("lambda", -1.0)))
                .isEqualTo("method 'sdde': lambda must be >= 0, got -1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count|0.5|count must be a whole number, got 0.5",
                "count|99999999999|count must be a whole number up to 2147483647, got 99999999999",
                "seed|x|seed must be a whole number, got 'x'",
                "weight|true|weight must be a number, got true",
                "loud|no|loud must be true or false, got 'no'",
                "text|3|text must be a text, got 3",
                "names|3|names must be a list, got 3",
                "mood|angry|mood must be one of [very-calm, wild], got 'angry'",
            })
    void saysWhichTypeIsExpected(String parameter, String written, String expected) {
        Node.Scalar scalar = new Node.Scalar(Place.of("a"), written, true);
        Object value = Scalars.value(scalar, new Problems()).orElseThrow();

        assertThat(message(mixed, "mixed", Map.of(parameter, value))).isEqualTo("thing 'mixed': " + expected);
    }

    @Test
    void equalNumbersBecomeEqualChoices() {
        assertThat(methods.complete(Choice.of("sdde", Map.of("lambda", 1L))))
                .isEqualTo(methods.complete(Choice.of("sdde", Map.of("lambda", 1.0))));
    }

    @Test
    void fillsInDefaults() {
        assertThat(methods.complete(Choice.of("adp", Map.of("lambda", 0.2))).parameters())
                .isEqualTo(Map.of("lambda", 0.2, "alpha", 2.0, "beta", 0.5));
    }

    @Test
    void aCompleteChoiceStaysAsItIs() {
        Choice complete = mixed.complete(Choice.of("mixed", Map.of("mood", "wild")));

        assertThat(mixed.complete(complete)).isEqualTo(complete);
        assertThat(mixed.create(complete).mood()).isEqualTo(Mood.WILD);
    }

    @Test
    void refusesAVariantThatIsNoRecordOrIsThereTwice() {
        assertThatThrownBy(() -> new Registry<Object>("thing").with("text", "a"))
                .hasMessage("thing 'text' must be a record");
        assertThatThrownBy(() -> mixed.with("mixed", mixed.defaults("mixed")))
                .hasMessage("thing 'mixed' is registered twice");
    }
}
