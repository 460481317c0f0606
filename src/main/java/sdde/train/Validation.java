package sdde.train;

import ai.djl.ndarray.NDArray;
import sdde.data.Images;
import sdde.data.Normalisation;

/** Accuracy and likelihood of the mean of the members' logits on held-out images. */
final class Validation {
    private final int[] labels;
    private final Pass pass;

    /**
     * @param accuracy share of images whose label is the arg-max, the first of equal ones
     * @param nll mean negative log-likelihood
     */
    record Score(double accuracy, double nll) {}

    Validation(Images images, Normalisation normalisation) {
        this.labels = images.labels();
        this.pass = new Pass(images, normalisation);
    }

    Score of(Ensemble ensemble) {
        int[] right = {0};
        double[] loss = {0};
        pass.over(ensemble.manager(), (scope, rows, batch) -> {
            NDArray mean = ensemble.evaluate(scope, batch).logits().mean(new int[] {0}); // (B, C)
            int classes = (int) mean.getShape().get(1);
            float[] logits = mean.toFloatArray();
            for (int b = 0; b < rows.length; b++) {
                right[0] += argMax(logits, b * classes, classes) == labels[rows[b]] ? 1 : 0;
                loss[0] += nll(logits, b * classes, classes, labels[rows[b]]);
            }
        });
        return new Score((double) right[0] / labels.length, loss[0] / labels.length);
    }

    /** The first of the largest. */
    static int argMax(float[] values, int start, int length) {
        int best = 0;
        for (int c = 1; c < length; c++) {
            if (values[start + c] > values[start + best]) {
                best = c;
            }
        }
        return best;
    }

    private static double nll(float[] logits, int start, int classes, int label) {
        double largest = logits[start + argMax(logits, start, classes)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(logits[start + c] - largest);
        }
        return largest + Math.log(sum) - logits[start + label];
    }
}
