package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** How often two members are right and wrong together. */
record Oracle(long bothRight, long bothWrong, long onlyFirst, long onlySecond) {
    static Oracle of(Predictions predictions, Outputs outputs, int first, int second) {
        long[] counts = new long[4];
        for (int b = 0; b < outputs.size(); b++) {
            int right = outputs.vote(first, b) == predictions.label(b) ? 2 : 0;
            counts[right + (outputs.vote(second, b) == predictions.label(b) ? 1 : 0)]++;
        }
        return new Oracle(counts[3], counts[0], counts[2], counts[1]);
    }

    long total() {
        return bothRight + bothWrong + onlyFirst + onlySecond;
    }

    /** {@code ad - bc} of the table. */
    double determinant() {
        return (double) bothRight * bothWrong - (double) onlyFirst * onlySecond;
    }
}
