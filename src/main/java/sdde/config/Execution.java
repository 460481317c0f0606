package sdde.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a sweep is carried out; nothing here changes a number. What is left out is for the program to choose.
 *
 * @param cpuSlots runs at a time on the processor
 * @param gpus {@code cuda:0}, …, in the order of the file; empty if none is asked for
 * @param devicesPlace where they are asked for
 * @param runsPerDevice runs that share a GPU
 * @param retries of a run that crashed
 * @param longFeatures whether feature vectors of more than 128 numbers are stored too
 * @param stallLimit after which a worker that says nothing is ended; if empty the program chooses
 * @param budget of one start; when it is spent nothing more is started, and the next start goes on
 * @param executor what runs the workers
 * @param cluster what is asked of Slurm, if it does
 */
public record Execution(
        OptionalInt cpuSlots,
        List<String> gpus,
        Optional<Place> devicesPlace,
        int runsPerDevice,
        OptionalInt retries,
        Order order,
        boolean longFeatures,
        Optional<Duration> stallLimit,
        Budget budget,
        Kind executor,
        Cluster cluster) {
    /** What a sweep file says that says nothing. */
    public static final Execution DEFAULT = new Execution(
            OptionalInt.empty(),
            List.of(),
            Optional.empty(),
            1,
            OptionalInt.empty(),
            Order.SEEDS,
            false,
            Optional.empty(),
            Budget.NONE,
            Kind.LOCAL,
            Cluster.DEFAULT);

    /** @param time on the clock, from the start. @param runs that may be begun */
    public record Budget(Optional<Duration> time, OptionalInt runs) {
        public static final Budget NONE = new Budget(Optional.empty(), OptionalInt.empty());
    }

    /** What runs the workers. */
    public enum Kind {
        /** This machine, a process each. */
        LOCAL,
        /** This process, one after the other: for debugging. */
        INLINE,
        /** A cluster. */
        SLURM;

        /** As users write them. */
        public static final List<String> LABELS =
                Arrays.stream(values()).map(Kind::label).toList();

        public static Optional<Kind> of(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst();
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which run starts first. */
    public enum Order {
        /** All methods of the smallest seed first, so that a half-finished sweep already compares. */
        SEEDS("seeds"),
        /** As the file names them, the last axis fastest. */
        FILE("file");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Execution {
        gpus = List.copyOf(gpus);
    }
}
