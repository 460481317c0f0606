package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Share of images that exactly one of two members gets right (Kuncheva), mean over pairs. */
record OracleDisagreement() implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> {
            Oracle pair = Oracle.of(predictions, outputs, i, j);
            return (double) (pair.onlyFirst() + pair.onlySecond()) / pair.total();
        });
    }
}
