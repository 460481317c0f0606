package sdde.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sweep read from a text, with the project's recipes and a vocabulary that has sums of terms and measures. */
record Reading(Optional<Sweep> sweep, List<String> problems) {
    /** Four good lines that most texts begin with; the next line is the sixth. */
    static final String GRID = "sweep: a\ngrid:\n  dataset: mnist\n  ensemble_size: 3\n  seed: 1\n";

    record Sum(double lambda, double ncl, double adp, double sdde) implements SmallVocabulary.Variant {}

    private record Train(int epochs, int batchSize, double learningRate, String augmentation) {
        Train {
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs must be >= 1, got " + epochs);
            }
        }
    }

    static Vocabulary vocabulary() {
        return new Vocabulary(
                SmallVocabulary.methods().with("combined", new Sum(1, 0.1, 0.1, 0.1)),
                SmallVocabulary.networks(),
                SmallVocabulary.datasets(),
                new Measures(
                        Map.of(
                                "accuracy", Measures.Kind.PREDICTION,
                                "aurc", Measures.Kind.SELECTION,
                                "auroc", Measures.Kind.DETECTION),
                        Map.of("logit-average", "logit-average", "minmax", "minmax", "U_avg", "logit-average")));
    }

    static Reading of(String text) {
        Registry<Train> train = new Registry<Train>("train").with("train", new Train(50, 128, 0.1, "flip-crop"));
        Problems problems = new Problems();
        Optional<Sweep> sweep = new SweepReader(vocabulary(), train, Path.of("src/test/resources/recipes"))
                .read("a.yaml", text.getBytes(StandardCharsets.UTF_8), problems);
        return new Reading(sweep, problems.all().stream().map(String::valueOf).toList());
    }

    /** The sweep of a text without a problem. */
    static Sweep good(String text) {
        Reading reading = of(text);
        if (!reading.problems.isEmpty()) {
            throw new AssertionError(reading.problems);
        }
        return reading.sweep.orElseThrow();
    }

    /** The values of a setting along an axis. */
    static List<Object> values(Sweep sweep, int axis, String key) {
        return sweep.blocks().get(0).axes().get(axis).values().stream()
                .map(value -> value.settings().get(key))
                .map(setting -> setting == null ? "-" : setting.value())
                .toList();
    }
}
