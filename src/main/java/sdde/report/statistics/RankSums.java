package sdde.report.statistics;

import java.util.stream.IntStream;

/** Exact distributions of sums of ranks, by convolution. */
final class RankSums {
    private RankSums() {}

    /** Chance of each sum {@code 0 … sum(ranks)} if each rank is in or out by a fair coin. */
    static double[] ofSigns(int... ranks) {
        double[] chances = new double[IntStream.of(ranks).sum() + 1];
        chances[0] = 1;
        int reach = 0;
        for (int rank : ranks) {
            reach += rank;
            for (int s = reach; s >= 0; s--) {
                chances[s] = (chances[s] + (s >= rank ? chances[s - rank] : 0)) / 2;
            }
        }
        return chances;
    }

    /** Chance of each U, {@code 0 … m n}, of two samples of m and n distinct values from one distribution. */
    static double[] ofU(int m, int n) {
        // (m, n) by whose is the largest: with chance m/(m+n) one of the first, which exceeds all n of the second
        double[][] previous = new double[n + 1][];
        for (int j = 0; j <= n; j++) {
            previous[j] = new double[] {1};
        }
        for (int i = 1; i <= m; i++) {
            double[][] current = new double[n + 1][];
            current[0] = new double[] {1};
            for (int j = 1; j <= n; j++) {
                current[j] = new double[i * j + 1];
                for (int u = 0; u <= i * j; u++) {
                    double first = u >= j && u - j < previous[j].length ? previous[j][u - j] : 0;
                    double second = u < current[j - 1].length ? current[j - 1][u] : 0;
                    current[j][u] = (i * first + j * second) / (i + j);
                }
            }
            previous = current;
        }
        return previous[n];
    }
}
