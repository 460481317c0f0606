package sdde.report;

import java.util.List;
import sdde.report.statistics.Bootstrap;
import sdde.report.statistics.DeLong;
import sdde.report.statistics.Interval;

/** Two confidences of the same images, ready to be drawn again: how much higher the AUROC of the first is. */
final class PairedAuroc {
    private final int known;
    private final int other;
    private final Order first;
    private final Order second;
    private final DeLong deLong;

    /**
     * @param knownFirst confidence of in-distribution images by the first aggregator. @param otherFirst of OOD images. @param
     *     knownSecond by the second, as many. @param otherSecond likewise
     */
    PairedAuroc(double[] knownFirst, double[] otherFirst, double[] knownSecond, double[] otherSecond) {
        this.known = knownFirst.length;
        this.other = otherFirst.length;
        double[] a = joined(knownFirst, otherFirst);
        double[] b = joined(knownSecond, otherSecond);
        this.first = new Order(a);
        this.second = new Order(b);
        boolean[] positive = new boolean[known + other];
        java.util.Arrays.fill(positive, 0, known, true);
        this.deLong = DeLong.of(positive, b, a);
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Of these images, whatever other training would give; its difference is first less second. */
    DeLong deLong() {
        return deLong;
    }

    /** Of the mean gain over runs; seeds are drawn, and for each known and OOD images. */
    static Interval nested(List<PairedAuroc> runs, Bootstrap bootstrap) {
        int known = runs.get(0).known;
        int other = runs.get(0).other;
        return runs.stream().allMatch(run -> run.known == known && run.other == other)
                ? bootstrap.nested(runs.size(), new int[] {known, other}, (seed, images) -> runs.get(seed)
                        .gain(images[0], images[1]))
                : Interval.UNDEFINED;
    }

    private double gain(int[] knownDrawn, int[] otherDrawn) {
        int[] counts = new int[known + other];
        for (int image : knownDrawn) {
            counts[image]++;
        }
        for (int image : otherDrawn) {
            counts[known + image]++;
        }
        return first.auroc(counts, known) - second.auroc(counts, known);
    }

    /** Images by ascending confidence, equal ones together. */
    private static final class Order {
        private final int[] images;
        private final boolean[] last; // of a group of equal confidences

        Order(double[] confidences) {
            double[] sorted = confidences.clone();
            java.util.Arrays.sort(sorted);
            int[] next = new int[sorted.length];
            images = new int[sorted.length];
            last = new boolean[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                last[i] = i + 1 == sorted.length || sorted[i] != sorted[i + 1];
            }
            for (int image = 0; image < sorted.length; image++) {
                int at = firstOf(sorted, confidences[image]);
                images[at + next[at]++] = image;
            }
        }

        private static int firstOf(double[] sorted, double value) {
            int low = 0;
            int high = sorted.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Ties count half. @param counts how often each image was drawn */
        double auroc(int[] counts, int known) {
            long others = 0;
            double pairs = 0;
            long knowns = 0;
            int groupKnown = 0;
            int groupOther = 0;
            for (int i = 0; i < images.length; i++) {
                int count = counts[images[i]];
                if (images[i] < known) {
                    groupKnown += count;
                } else {
                    groupOther += count;
                }
                if (last[i]) {
                    pairs += groupKnown * (others + groupOther / 2.0);
                    others += groupOther;
                    knowns += groupKnown;
                    groupKnown = 0;
                    groupOther = 0;
                }
            }
            return pairs / ((double) knowns * others);
        }
    }
}
