package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.evaluate.Softmax;
import sdde.evaluate.metric.Detection;

/**
 * Smaller ensembles out of the members that were stored: what M of N members are worth without training them anew. Members of a
 * jointly trained ensemble were trained beside the others, so these are not what training M alone would give.
 */
final class SubEnsembles {
    /** Of one size; where there are more, each run of M neighbours in a ring is taken. */
    private static final int MOST = 20;

    private final int members;
    private final List<Sub> subs; // by size
    private final List<Double> accuracy; // of subs
    private final List<double[]> confidences; // of subs, sorted

    /**
     * Some of the members.
     *
     * @param rest the place in the list of the one without the last member, -1 if that one is not in it
     */
    @SuppressWarnings("ArrayRecordComponent") // read for every image; never compared
    private record Sub(int[] members, int rest) {}

    /** @param test of which {@code known} are the outputs */
    SubEnsembles(Predictions test, Outputs known) {
        this.members = known.members();
        this.subs = subs(members);
        int[] right = new int[subs.size()];
        this.confidences =
                confidences(known, (sub, image, label) -> right[sub] += label == test.label(image) ? 1 : 0).stream()
                        .map(Detection::sorted)
                        .toList();
        this.accuracy =
                Arrays.stream(right).mapToObj(n -> (double) n / known.size()).toList();
    }

    private static List<Sub> subs(int members) {
        List<Sub> subs = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int size = 1; size <= members; size++) {
            for (int[] chosen : subsets(members, size)) {
                int[] rest = Arrays.copyOf(chosen, size - 1);
                places.put(Arrays.toString(chosen), subs.size());
                subs.add(new Sub(chosen, places.getOrDefault(Arrays.toString(rest), -1)));
            }
        }
        return subs;
    }

    /** Of U_avg against the known images, by size from 1. */
    List<Double> auroc(Outputs other) {
        List<double[]> oods = confidences(other, (sub, image, label) -> {});
        return meansBySize(i -> auroc(confidences.get(i), Detection.sorted(oods.get(i))));
    }

    /** On the known images, by size from 1. */
    List<Double> accuracy() {
        return meansBySize(accuracy::get);
    }

    private List<Double> meansBySize(IntToDoubleFunction of) {
        return IntStream.rangeClosed(1, members)
                .mapToObj(size -> IntStream.range(0, subs.size())
                        .filter(i -> subs.get(i).members().length == size)
                        .mapToDouble(of)
                        .average()
                        .orElseThrow())
                .toList();
    }

    /** What a sub-ensemble says of an image. */
    private interface OfLabel {
        void take(int sub, int image, int label);
    }

    /** For each sub-ensemble those of all images. */
    private List<double[]> confidences(Outputs outputs, OfLabel predicted) {
        List<double[]> confidences =
                subs.stream().map(sub -> new double[outputs.size()]).toList();
        int classes = outputs.classes();
        double[] sums = new double[subs.size() * classes]; // (subs, C), each made from a smaller one
        for (int image = 0; image < outputs.size(); image++) {
            for (int i = 0; i < subs.size(); i++) {
                Sub sub = subs.get(i);
                sum(outputs, sub, image, sums, i * classes);
                int label = Softmax.argMax(sums, i * classes, classes);
                confidences.get(i)[image] = sums[i * classes + label] / sub.members().length;
                predicted.take(i, image, label);
            }
        }
        return confidences;
    }

    /** Logits of its members (C), added in their order. */
    private static void sum(Outputs outputs, Sub sub, int image, double[] sums, int at) {
        int classes = outputs.classes();
        int first = 0;
        if (sub.rest() >= 0) {
            System.arraycopy(sums, sub.rest() * classes, sums, at, classes);
            first = sub.members().length - 1;
        } else {
            Arrays.fill(sums, at, at + classes, 0);
        }
        for (int i = first; i < sub.members().length; i++) {
            for (int c = 0; c < classes; c++) {
                sums[at + c] += outputs.logit(sub.members()[i], image, c);
            }
        }
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
        return IntStream.range(0, members)
                .filter(member -> (mask >> member & 1) == 1)
                .toArray();
    }
}
