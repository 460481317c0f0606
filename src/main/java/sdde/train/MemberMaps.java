package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Target;
import sdde.train.method.Forward;

/** Where each member of an ensemble looks: GradCAM after ReLU, scaled to the image's size. */
final class MemberMaps {
    private MemberMaps() {}

    /** What is explained of a batch. */
    interface Classes {
        /** @param rows of the images. @param logits (N, B, C). @return (B) */
        long[] of(int[] rows, NDArray logits);
    }

    /** @param classes whose logits the maps explain. @return (N, B, H·W) */
    static float[][][] of(Ensemble ensemble, Images images, Normalisation normalisation, Classes classes) {
        float[][][] maps = new float[ensemble.members()][images.size()][];
        new Pass(images, normalisation).over(ensemble.manager(), (scope, rows, batch) -> {
            NDArray signed = signed(ensemble, scope, batch, rows, classes);
            NDArray map = signed.getNDArrayInternal().relu(); // (N, B, h, w)
            Deletion.Grid down =
                    Deletion.Grid.of(ensemble.network(), (int) map.getShape().get(2));
            Deletion.Grid right =
                    Deletion.Grid.of(ensemble.network(), (int) map.getShape().get(3));
            int cells = down.cells() * right.cells();
            double[] values = map.toDoubleArray();
            for (int i = 0; i < maps.length; i++) {
                for (int b = 0; b < rows.length; b++) {
                    int at = (i * rows.length + b) * cells;
                    double[] one = Arrays.copyOfRange(values, at, at + cells);
                    maps[i][rows[b]] = Deletion.scaled(one, down, right, images.shape());
                }
            }
        });
        return maps;
    }

    /** @return (N, B, h, w) */
    private static NDArray signed(Ensemble ensemble, NDManager scope, NDArray batch, int[] rows, Classes classes) {
        NDArray features = ensemble.featureMaps(scope, batch); // (N, B, K, h, w)
        JniUtils.setGradMode(true);
        try {
            NDArray leaf = features.stopGradient();
            leaf.setRequiresGradient(true);
            Forward forward = ensemble.head(scope, leaf);
            NDArray explained = scope.create(classes.of(rows, forward.logits())); // (B)
            return SaliencyMaps.gradCam(
                    Target.GT_LOGIT.of(forward.logits(), explained).sum(), leaf);
        } finally {
            JniUtils.setGradMode(false);
        }
    }
}
