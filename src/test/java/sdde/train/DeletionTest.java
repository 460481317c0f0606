package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sdde.data.Images;
import sdde.train.network.Networks;

class DeletionTest {
    private static final Images.Shape SHAPE = new Images.Shape(1, 2, 3);

    /** Foreground at 0, 1, 2 and 4; 3 is too dark. */
    private final Images images =
            new Images(SHAPE, new byte[] {(byte) 255, 64, (byte) 200, 63, 100, 0}, new int[] {7}, new long[] {42});

    private final Deletion deletion = new Deletion(images);

    @Test
    void ordersTheForegroundBySaliency() {
        float[][] maps = {{0.1f, 0.4f, 0.2f, 9, 0.3f, 9}};

        assertThat(deletion.bySaliency(maps, 1)[0]).containsExactly(1, 4, 2, 0);
    }

    @Test
    void ordersEqualSaliencyAtRandom() {
        float[][] flat = new float[1][6];

        for (long seed = 0; seed < 10; seed++) {
            assertThat(deletion.bySaliency(flat, seed)).isDeepEqualTo(deletion.atRandom(seed));
        }
        assertThat(deletion.atRandom(1)[0]).containsExactlyInAnyOrder(0, 1, 2, 4);
    }

    @Test
    void makesTheFirstPixelsOfAnOrderBlackAndKeepsTheRest() {
        Images some = deletion.without(new int[][] {{4, 0, 1, 2}}, 0.5);

        assertThat(some.pixels()).containsExactly(0, 64, (byte) 200, 63, 0, 0);
        assertThat(some.labels()).containsExactly(7);
        assertThat(some.ids()).containsExactly(42);
        assertThat(images.pixels()[0]).isEqualTo((byte) 255);
    }

    @Test
    void scalesAMapBetweenTheCentresOfItsCells() {
        double[] map = {0, 4};

        float[] scaled = Deletion.scaled(map, new Deletion.Grid(1, 0, 1), new Deletion.Grid(2, 0.5, 2), row(4));

        assertThat(scaled).containsExactly(0, 1, 3, 4);
    }

    @Test
    void reachesFromTheOuterCellsToTheBorder() {
        double[] map = {1, 2, 4};

        float[] scaled = Deletion.scaled(map, new Deletion.Grid(1, 0, 1), new Deletion.Grid(3, 2, 1), row(7));

        assertThat(scaled).containsExactly(1, 1, 1, 2, 4, 4, 4);
    }

    @Test
    void laysTheMapsOfLeNetOverWhatTheySee() {
        assertThat(Deletion.Grid.of(Networks.REGISTRY.defaults("lenet"), 5)).isEqualTo(new Deletion.Grid(5, 5.5, 4));
    }

    @Test
    void keepsAMapOfTheImagesOwnSize() {
        double[] map = {1, 2, 3, 4, 5, 6};

        float[] scaled = Deletion.scaled(map, new Deletion.Grid(2, 0, 1), new Deletion.Grid(3, 0, 1), SHAPE);

        assertThat(scaled).containsExactly(1, 2, 3, 4, 5, 6);
    }

    private static Images.Shape row(int width) {
        return new Images.Shape(1, 1, width);
    }
}
