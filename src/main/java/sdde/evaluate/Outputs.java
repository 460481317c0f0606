package sdde.evaluate;

/** What N members say of B images at one temperature: logits, probabilities and their means, all float64. */
public final class Outputs {
    private final int members;
    private final int size;
    private final int classes;
    private final double[] logits; // (N, B, C)
    private final double[] logSums; // (N, B)
    private final double[] probabilities; // (N, B, C)
    private final double[] meanLogits; // (B, C)
    private final double[] meanProbabilities; // (B, C)

    /** @param logits (N, B, C), kept, not copied */
    public Outputs(int members, int size, int classes, double[] logits) {
        if (members < 1 || classes < 1 || logits.length != (long) members * size * classes) {
            throw new IllegalArgumentException(
                    "logits must be (%d, %d, %d), got %d values".formatted(members, size, classes, logits.length));
        }
        this.members = members;
        this.size = size;
        this.classes = classes;
        this.logits = logits;
        this.logSums = new double[members * size];
        this.probabilities = new double[logits.length];
        for (int row = 0; row < logSums.length; row++) {
            logSums[row] = Softmax.softmax(logits, probabilities, row * classes, classes);
        }
        this.meanLogits = meanOverMembers(logits);
        this.meanProbabilities = meanOverMembers(probabilities);
    }

    private double[] meanOverMembers(double[] values) {
        double[] mean = new double[size * classes]; // (B, C)
        for (int n = 0; n < members; n++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += values[n * mean.length + i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= members;
        }
        return mean;
    }

    /** N. */
    public int members() {
        return members;
    }

    /** B. */
    public int size() {
        return size;
    }

    /** C. */
    public int classes() {
        return classes;
    }

    public double logit(int member, int image, int label) {
        return logits[row(member, image) + label];
    }

    public double probability(int member, int image, int label) {
        return probabilities[row(member, image) + label];
    }

    /** Finite where the probability underflows. */
    public double logProbability(int member, int image, int label) {
        return logits[row(member, image) + label] - logSums[member * size + image];
    }

    /** {@code log(sum(exp(logits)))} of a member. */
    public double logSum(int member, int image) {
        return logSums[member * size + image];
    }

    public double meanLogit(int image, int label) {
        return meanLogits[image * classes + label];
    }

    public double meanProbability(int image, int label) {
        return meanProbabilities[image * classes + label];
    }

    public double largestLogit(int member, int image) {
        return Softmax.max(logits, row(member, image), classes);
    }

    public double largestProbability(int member, int image) {
        return Softmax.max(probabilities, row(member, image), classes);
    }

    public double largestMeanLogit(int image) {
        return Softmax.max(meanLogits, image * classes, classes);
    }

    public double largestMeanProbability(int image) {
        return Softmax.max(meanProbabilities, image * classes, classes);
    }

    /** {@code log(sum(exp(mean logits)))}. */
    public double logSumOfMean(int image) {
        return Softmax.logSumExp(meanLogits, image * classes, classes);
    }

    /** The class of the largest mean logit, the first of equals. */
    public int prediction(int image) {
        return Softmax.argMax(meanLogits, image * classes, classes);
    }

    /** The class of a member's largest logit, the first of equals. */
    public int vote(int member, int image) {
        return Softmax.argMax(logits, row(member, image), classes);
    }

    private int row(int member, int image) {
        return (member * size + image) * classes;
    }
}
