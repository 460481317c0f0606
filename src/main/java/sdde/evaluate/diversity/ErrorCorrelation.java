package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Correlation of being right, {@code (ad - bc) / sqrt((a+b)(c+d)(a+c)(b+d))}, mean over pairs; NaN where a member is always right or always wrong. */
record ErrorCorrelation() implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> {
            Oracle pair = Oracle.of(predictions, outputs, i, j);
            double firstRight = pair.bothRight() + pair.onlyFirst();
            double secondRight = pair.bothRight() + pair.onlySecond();
            double firstWrong = pair.total() - firstRight;
            double secondWrong = pair.total() - secondRight;
            return pair.determinant() / Math.sqrt(firstRight * firstWrong * secondRight * secondWrong);
        });
    }
}
