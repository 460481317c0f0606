package sdde.evaluate.metric;

import java.util.Arrays;

/**
 * In-distribution and out-of-distribution confidences, counted by distinct value; higher confidence means more
 * in-distribution. Equal confidences are one group: no threshold can part them.
 */
public final class Detection {
    /** Which side a metric calls positive. */
    public enum Positive {
        /** In-distribution; score is the confidence. */
        ID,
        /** Out-of-distribution; score is the negated confidence. */
        OOD
    }

    private final int[] id; // (K), by ascending confidence
    private final int[] ood; // (K)
    private final long idTotal;
    private final long oodTotal;

    private Detection(int[] id, int[] ood) {
        this.id = id;
        this.ood = ood;
        this.idTotal = Arrays.stream(id).asLongStream().sum();
        this.oodTotal = Arrays.stream(ood).asLongStream().sum();
    }

    /** Undefined if one side is empty or has a NaN. */
    public static Detection of(double[] idConfidence, double[] oodConfidence) {
        return ofSorted(sorted(idConfidence), sorted(oodConfidence));
    }

    /** A sorted copy, NaN last. */
    public static double[] sorted(double[] confidence) {
        double[] copy = confidence.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** As {@link #of}, of confidences that {@link #sorted} gave. */
    public static Detection ofSorted(double[] id, double[] ood) {
        if (isUndefined(id) || isUndefined(ood)) {
            return new Detection(new int[0], new int[0]);
        }
        int[] idCounts = new int[id.length + ood.length];
        int[] oodCounts = new int[id.length + ood.length];
        int groups = 0;
        int i = 0;
        int o = 0;
        while (i < id.length || o < ood.length) {
            double value = o == ood.length || (i < id.length && id[i] < ood[o]) ? id[i] : ood[o];
            for (; i < id.length && id[i] == value; i++) {
                idCounts[groups]++;
            }
            for (; o < ood.length && ood[o] == value; o++) {
                oodCounts[groups]++;
            }
            groups++;
        }
        return new Detection(Arrays.copyOf(idCounts, groups), Arrays.copyOf(oodCounts, groups));
    }

    private static boolean isUndefined(double[] sorted) {
        return sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1]);
    }

    public boolean isDefined() {
        return id.length > 0;
    }

    /** Number of distinct confidences. */
    int groups() {
        return id.length;
    }

    /** In-distribution images in a group; groups by ascending confidence. */
    int id(int group) {
        return id[group];
    }

    int ood(int group) {
        return ood[group];
    }

    long idTotal() {
        return idTotal;
    }

    long oodTotal() {
        return oodTotal;
    }

    /** What a threshold accepts as it falls past one group after the other, from the highest score. */
    Curve curve(Positive positive) {
        int groups = id.length;
        long[] truePositives = new long[groups];
        long[] falsePositives = new long[groups];
        long hits = 0;
        long misses = 0;
        for (int k = 0; k < groups; k++) {
            int group = positive == Positive.OOD ? k : groups - 1 - k;
            hits += positive == Positive.OOD ? ood[group] : id[group];
            misses += positive == Positive.OOD ? id[group] : ood[group];
            truePositives[k] = hits;
            falsePositives[k] = misses;
        }
        return new Curve(truePositives, falsePositives);
    }
}
