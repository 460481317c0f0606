package sdde.train.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarsTest {
    @Test
    void theNumberIsStillThereWhenTheGradientIsTaken() {
        try (NDManager manager = NDManager.newBaseManager()) {
            JniUtils.setGradMode(true);
            try {
                NDArray x = manager.ones(new ai.djl.ndarray.types.Shape(4));
                x.setRequiresGradient(true);
                NDArray y = Scalars.over(Scalars.times(x, 6), 2).sum(); // ()

                fillFreedMemory();
                JniUtils.backward((PtNDArray) y, (PtNDArray) y.onesLike(), false, false);

                assertThat(x.getGradient().toFloatArray()).containsOnly(3f);
            } finally {
                JniUtils.setGradMode(false);
            }
        }
    }

    @Test
    void keepsTheTypeOfTheArray() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(Scalars.times(manager.create(2f), 0.5).getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(Scalars.over(manager.create(2.0), 4).getDouble()).isEqualTo(0.5);
        }
    }

    /** What a collection frees is taken again by the next small buffers, and overwritten. */
    private static void fillFreedMemory() {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2000; i++) {
                kept.add(ByteBuffer.allocateDirect(4).putFloat(0, Float.NaN));
            }
        }
        assertThat(kept).hasSize(6000);
    }
}
