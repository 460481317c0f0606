package sdde.evaluate.metric;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.Softmax;
import sdde.evaluate.calibration.Bins;

/** Probabilities (B, C) and what was true (B). */
public final class Forecast {
    private final int classes;
    private final double[] probabilities; // (B, C)
    private final double[] labelLogProbabilities; // (B)
    private final int[] labels;
    private final int[] predictions; // (B)

    private Forecast(double[] probabilities, double[] labelLogProbabilities, int[] labels, int[] predictions) {
        this.classes = labels.length == 0 ? 0 : probabilities.length / labels.length;
        this.probabilities = probabilities;
        this.labelLogProbabilities = labelLogProbabilities;
        this.labels = labels;
        this.predictions = predictions;
    }

    /**
     * The forecast of an ensemble. Log probabilities come from logits and stay finite where a probability underflows.
     *
     * @throws IllegalArgumentException if there are not B labels from 0 to C-1
     */
    public static Forecast of(Outputs outputs, Pooling pooling, int[] labels) {
        requireLabels(labels, outputs.size(), outputs.classes());
        return pooling == Pooling.MEAN_LOGITS ? ofMeanLogits(outputs, labels) : ofMeanProbabilities(outputs, labels);
    }

    /** @param probabilities (B, C), rows sum to one */
    public static Forecast of(double[] probabilities, int classes, int[] labels) {
        requireLabels(labels, probabilities.length / classes, classes);
        double[] logs = new double[labels.length]; // (B)
        int[] predictions = new int[labels.length]; // (B)
        for (int b = 0; b < labels.length; b++) {
            logs[b] = Math.log(probabilities[b * classes + labels[b]]);
            predictions[b] = Softmax.argMax(probabilities, b * classes, classes);
        }
        return new Forecast(probabilities.clone(), logs, labels.clone(), predictions);
    }

    private static Forecast ofMeanLogits(Outputs outputs, int[] labels) {
        int classes = outputs.classes();
        double[] probabilities = new double[labels.length * classes]; // (B, C)
        double[] logs = new double[labels.length]; // (B)
        int[] predictions = new int[labels.length]; // (B)
        for (int b = 0; b < labels.length; b++) {
            double logSum = outputs.logSumOfMean(b);
            for (int c = 0; c < classes; c++) {
                probabilities[b * classes + c] = Math.exp(outputs.meanLogit(b, c) - logSum);
            }
            logs[b] = outputs.meanLogit(b, labels[b]) - logSum;
            predictions[b] = outputs.prediction(b);
        }
        return new Forecast(probabilities, logs, labels.clone(), predictions);
    }

    private static Forecast ofMeanProbabilities(Outputs outputs, int[] labels) {
        int classes = outputs.classes();
        double[] probabilities = new double[labels.length * classes]; // (B, C)
        double[] logs = new double[labels.length]; // (B)
        int[] predictions = new int[labels.length]; // (B)
        double[] byMember = new double[outputs.members()]; // (N)
        for (int b = 0; b < labels.length; b++) {
            for (int c = 0; c < classes; c++) {
                probabilities[b * classes + c] = outputs.meanProbability(b, c);
            }
            for (int n = 0; n < byMember.length; n++) {
                byMember[n] = outputs.logProbability(n, b, labels[b]);
            }
            logs[b] = Softmax.logSumExp(byMember, 0, byMember.length) - Math.log(byMember.length);
            predictions[b] = Softmax.argMax(probabilities, b * classes, classes);
        }
        return new Forecast(probabilities, logs, labels.clone(), predictions);
    }

    private static void requireLabels(int[] labels, int size, int classes) {
        if (labels.length != size) {
            throw new IllegalArgumentException("labels must be (%d), got (%d)".formatted(size, labels.length));
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("labels must be from 0 to %d, got %d".formatted(classes - 1, label));
            }
        }
    }

    /** B. */
    public int size() {
        return labels.length;
    }

    /** C. */
    public int classes() {
        return classes;
    }

    public double probability(int image, int label) {
        return probabilities[image * classes + label];
    }

    public int label(int image) {
        return labels[image];
    }

    /** Of the true class. */
    public double labelLogProbability(int image) {
        return labelLogProbabilities[image];
    }

    /** The class of the largest mean, the first of equals. */
    public int prediction(int image) {
        return predictions[image];
    }

    /** The largest probability. */
    public double confidence(int image) {
        return Softmax.max(probabilities, image * classes, classes);
    }

    /** Counts every image's confidence, and whether its prediction was right. */
    Bins topLabel(Bins into) {
        for (int b = 0; b < labels.length; b++) {
            into.add(confidence(b), isRight(b));
        }
        return into;
    }

    /** Counts every image's probability of one class, and whether it was that class. */
    Bins oneAgainstRest(int label, Bins into) {
        for (int b = 0; b < labels.length; b++) {
            into.add(probability(b, label), labels[b] == label);
        }
        return into;
    }

    public boolean isRight(int image) {
        return predictions[image] == labels[image];
    }
}
