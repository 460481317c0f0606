package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code min_i z_i[argmax_c mean_j z_j]}: the least logit that a member gives to the predicted class. */
record AverageMinmax() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        int predicted = outputs.prediction(image);
        return OverMembers.min(outputs.members(), n -> outputs.logit(n, image, predicted));
    }
}
