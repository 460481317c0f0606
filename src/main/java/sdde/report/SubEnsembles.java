package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.evaluate.metric.Detection;

/**
 * Smaller ensembles out of the members that were stored: what M of N members are worth without training them anew. Members of a
 * jointly trained ensemble were trained beside the others, so these are not what training M alone would give.
 */
final class SubEnsembles {
    /** Of one size; where there are more, each run of M neighbours in a ring is taken. */
    private static final int MOST = 20;

    private final Outputs known;
    private final List<List<int[]>> bySize; // (N) of sub-ensembles
    private final List<List<double[]>> confidences = new ArrayList<>(); // (N) of sub-ensembles, sorted

    SubEnsembles(Outputs known) {
        this.known = known;
        this.bySize = new ArrayList<>();
        for (int size = 1; size <= known.members(); size++) {
            List<int[]> subs = subsets(known.members(), size);
            bySize.add(subs);
            confidences.add(subs.stream()
                    .map(sub -> Detection.sorted(confidence(known, sub)))
                    .toList());
        }
    }

    /** Of U_avg against the known images, by size from 1. */
    List<Double> auroc(Outputs other) {
        List<Double> means = new ArrayList<>();
        for (int size = 0; size < bySize.size(); size++) {
            double sum = 0;
            for (int i = 0; i < bySize.get(size).size(); i++) {
                double[] ood = confidence(other, bySize.get(size).get(i));
                sum += auroc(confidences.get(size).get(i), Detection.sorted(ood));
            }
            means.add(sum / bySize.get(size).size());
        }
        return means;
    }

    List<Double> accuracy(Predictions test) {
        return bySize.stream()
                .map(subs -> mean(subs, sub -> accuracy(test, sub)))
                .toList();
    }

    private static double mean(List<int[]> subs, ToDoubleFunction<int[]> of) {
        return subs.stream().mapToDouble(of).sum() / subs.size();
    }

    private double accuracy(Predictions test, int[] members) {
        int right = 0;
        for (int b = 0; b < known.size(); b++) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < known.classes(); c++) {
                double sum = sum(known, members, b, c);
                if (sum > most) {
                    most = sum;
                    best = c;
                }
            }
            right += best == test.label(b) ? 1 : 0;
        }
        return (double) right / known.size();
    }

    private static double[] confidence(Outputs outputs, int[] members) {
        double[] confidence = new double[outputs.size()];
        for (int b = 0; b < confidence.length; b++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < outputs.classes(); c++) {
                most = Math.max(most, sum(outputs, members, b, c));
            }
            confidence[b] = most / members.length;
        }
        return confidence;
    }

    private static double sum(Outputs outputs, int[] members, int image, int label) {
        double sum = 0;
        for (int n : members) {
            sum += outputs.logit(n, image, label);
        }
        return sum;
    }

    /** Ties count half. @param known ascending. @param other ascending */
    private static double auroc(double[] known, double[] other) {
        double pairs = 0;
        int below = 0;
        int upTo = 0;
        for (double value : known) {
            while (below < other.length && other[below] < value) {
                below++;
            }
            upTo = Math.max(upTo, below);
            while (upTo < other.length && other[upTo] == value) {
                upTo++;
            }
            pairs += below + (upTo - below) / 2.0;
        }
        return pairs / ((double) known.length * other.length);
    }

    static List<int[]> subsets(int members, int size) {
        List<int[]> subsets = new ArrayList<>();
        if (members <= 16) {
            for (int mask = 1; mask < 1 << members && subsets.size() <= MOST; mask++) {
                if (Integer.bitCount(mask) == size) {
                    subsets.add(chosen(mask, members));
                }
            }
            if (subsets.size() <= MOST) {
                return subsets;
            }
            subsets.clear();
        }
        for (int start = 0; start < (size == members ? 1 : members); start++) {
            int[] ring = new int[size];
            for (int i = 0; i < size; i++) {
                ring[i] = (start + i) % members;
            }
            subsets.add(ring);
        }
        return subsets;
    }

    private static int[] chosen(int mask, int members) {
        return java.util.stream.IntStream.range(0, members)
                .filter(member -> (mask >> member & 1) == 1)
                .toArray();
    }
}
