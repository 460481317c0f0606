package sdde.evaluate.diversity;

import java.util.Arrays;

/** Cosines of flattened maps, not centred; 0 where a map is zero, also of it with itself. */
final class MapCosines {
    private MapCosines() {}

    /** @param maps (N, H W) @return (N, N) */
    static double[][] matrix(double[][] maps) {
        double[][] units = Arrays.stream(maps).map(MapCosines::unit).toArray(double[][]::new);
        double[][] cosines = new double[maps.length][maps.length];
        for (int i = 0; i < maps.length; i++) {
            for (int j = 0; j < maps.length; j++) {
                for (int k = 0; k < units[i].length; k++) {
                    cosines[i][j] += units[i][k] * units[j][k];
                }
            }
        }
        return cosines;
    }

    private static double[] unit(double[] map) {
        double norm = Math.sqrt(Arrays.stream(map).map(v -> v * v).sum());
        return Arrays.stream(map).map(v -> norm == 0 ? 0 : v / norm).toArray();
    }
}
