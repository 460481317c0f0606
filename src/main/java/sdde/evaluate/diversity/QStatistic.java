package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Yule's {@code Q = (ad - bc) / (ad + bc)} of being right together, mean over pairs; NaN where a pair has no such quotient. */
record QStatistic() implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> {
            Oracle pair = Oracle.of(predictions, outputs, i, j);
            double same = (double) pair.bothRight() * pair.bothWrong();
            double different = (double) pair.onlyFirst() * pair.onlySecond();
            return (same - different) / (same + different);
        });
    }
}
