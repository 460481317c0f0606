package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Share of images that two members both get wrong, mean over pairs. */
record DoubleFault() implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> {
            Oracle pair = Oracle.of(predictions, outputs, i, j);
            return (double) pair.bothWrong() / pair.total();
        });
    }
}
