package sdde.report;

import java.util.Arrays;
import java.util.List;
import sdde.evaluate.metric.Detection;
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
        this.first = Order.of(knownFirst, otherFirst);
        this.second = Order.of(knownSecond, otherSecond);
        boolean[] positive = new boolean[known + other];
        Arrays.fill(positive, 0, known, true);
        this.deLong = DeLong.of(positive, joined(knownSecond, otherSecond), joined(knownFirst, otherFirst));
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
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
        int[] counts = new int[other];
        for (int image : otherDrawn) {
            counts[image]++;
        }
        return first.auroc(knownDrawn, counts) - second.auroc(knownDrawn, counts);
    }

    /**
     * How the known images stand among the others.
     *
     * @param others OOD images by ascending confidence
     * @param below for each known image how many others have less confidence
     * @param upTo likewise, how many do not have more
     */
    @SuppressWarnings("ArrayRecordComponent") // asked 20,000 times for each draw; never compared
    private record Order(int[] others, int[] below, int[] upTo) {
        static Order of(double[] known, double[] other) {
            double[] sorted = Detection.sorted(other);
            int[] others = new int[other.length];
            int[] equal = new int[other.length];
            for (int image = 0; image < other.length; image++) {
                int at = below(sorted, other[image]);
                others[at + equal[at]++] = image;
            }
            int[] below = new int[known.length];
            int[] upTo = new int[known.length];
            for (int image = 0; image < known.length; image++) {
                below[image] = below(sorted, known[image]);
                upTo[image] = below(sorted, Math.nextUp(known[image]));
            }
            return new Order(others, below, upTo);
        }

        /** How many are less than a value. */
        private static int below(double[] sorted, double value) {
            int low = 0;
            int high = sorted.length;
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

        /** Ties count half. @param known images drawn. @param counts how often each other image was drawn */
        double auroc(int[] known, int[] counts) {
            int[] drawn = new int[others.length + 1]; // among so many others of least confidence
            for (int i = 0; i < others.length; i++) {
                drawn[i + 1] = drawn[i] + counts[others[i]];
            }
            long twice = 0;
            for (int image : known) {
                twice += drawn[below[image]] + drawn[upTo[image]];
            }
            return twice / 2.0 / ((double) known.length * drawn[others.length]);
        }
    }
}
