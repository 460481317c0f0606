package sdde.config;

import java.util.List;

/** Registries as the program's, with the same names and parameters but no behaviour. */
public final class SmallVocabulary {
    private SmallVocabulary() {}

    interface Variant {}

    record None() implements Variant {}

    record Weighted(double lambda) implements Variant {
        Weighted {
            notNegative("lambda", lambda);
        }
    }

    record Adaptive(double lambda, double alpha, double beta) implements Variant {
        Adaptive {
            notNegative("lambda", lambda);
            notNegative("alpha", alpha);
            notNegative("beta", beta);
        }
    }

    record Discriminated(double lambda, int samplesPerClass, double discriminatorLearningRate, int rampUpEpochs)
            implements Variant {
        Discriminated {
            notNegative("lambda", lambda);
        }
    }

    record Wide(int width) implements Variant {
        Wide {
            if (width < 1) {
                throw new IllegalArgumentException("width must be >= 1, got " + width);
            }
        }
    }

    record Digits(int validationSize, long splitSeed) implements Variant {}

    record Idx(String images, String labels, String sha256) implements Variant {}

    record Shift(String of, String kind, long seed, int validationSize, long splitSeed) implements Variant {
        Shift {
            if (!List.of("rotation", "noise", "patch-shuffle").contains(kind)) {
                throw new IllegalArgumentException(
                        "kind must be one of [rotation, noise, patch-shuffle], got '" + kind + "'");
            }
        }
    }

    /** Everything that the shipped recipes and sweeps name. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(methods(), networks(), datasets());
    }

    static Registry<Variant> methods() {
        return new Registry<Variant>("method")
                .with("de", new None())
                .with("ncl", new Weighted(0.1))
                .with("adp", new Adaptive(0.1, 2, 0.5))
                .with("dice", new Discriminated(0.2, 16, 1e-3, 20))
                .with("sdde", new Weighted(0.1));
    }

    static Registry<Variant> networks() {
        return new Registry<Variant>("network").with("lenet", new None()).with("resnet18-32", new Wide(64));
    }

    static Registry<Variant> datasets() {
        return new Registry<Variant>("dataset")
                .with("mnist", new Digits(5000, 0))
                .with("fashion-mnist", new Digits(5000, 0))
                .with("idx", new Idx("", "", ""))
                .with("shift", new Shift("mnist", "rotation", 0, 5000, 0));
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(name + " must be >= 0, got " + value);
        }
    }
}
