package sdde.evaluate.diversity;

import java.util.stream.IntStream;
import sdde.evaluate.Orientation;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Accuracy of a member, mean over members. */
record MemberAccuracy() implements Diversity {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return IntStream.range(0, outputs.members())
                .mapToDouble(n -> IntStream.range(0, outputs.size())
                        .mapToDouble(b -> outputs.vote(n, b) == predictions.label(b) ? 1 : 0)
                        .average()
                        .orElse(Double.NaN))
                .average()
                .orElse(Double.NaN);
    }
}
