package sdde.evaluate.diversity;

import java.util.function.IntPredicate;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Members' votes on an image. */
final class Votes {
    private Votes() {}

    /** Share of images of which the number of members that are right fulfils a condition. */
    static double share(Predictions predictions, Outputs outputs, IntPredicate condition) {
        int images = 0;
        for (int b = 0; b < outputs.size(); b++) {
            int right = 0;
            for (int n = 0; n < outputs.members(); n++) {
                right += outputs.vote(n, b) == predictions.label(b) ? 1 : 0;
            }
            images += condition.test(right) ? 1 : 0;
        }
        return (double) images / outputs.size();
    }

    /** The class with most votes, the lowest of equals. */
    static int majority(Outputs outputs, int image) {
        int[] votes = new int[outputs.classes()]; // (C)
        for (int n = 0; n < outputs.members(); n++) {
            votes[outputs.vote(n, image)]++;
        }
        int best = 0;
        for (int c = 1; c < votes.length; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return best;
    }
}
