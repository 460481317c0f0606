package sdde.train;

import java.util.Map;
import sdde.config.Choice;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.RandomStream;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.train.method.Method;
import sdde.train.method.Methods;

/** A training that takes a second: a few images that are noise but for one bright row that tells the class. */
final class SmallRun {
    static final int CLASSES = 10;

    private SmallRun() {}

    static RunSpec spec(Choice method, int members, int epochs) {
        TrainSettings train = new TrainSettings(epochs, 16, 0.05, 0.9, 5e-4, "flip-crop");
        Choice complete = Methods.REGISTRY.complete(method);
        return new RunSpec(Choice.of("mnist"), Choice.of("lenet"), complete, members, 7, train);
    }

    static RunSpec spec(String method, int members, int epochs) {
        return spec(Choice.of(method), members, epochs);
    }

    static Choice weighted(String method, double lambda) {
        return Choice.of(method, Map.of("lambda", lambda));
    }

    static Method method(RunSpec spec) {
        return Methods.REGISTRY.create(spec.method());
    }

    static TrainingData data() {
        return new TrainingData(images(72, 1), images(40, 2), CLASSES, Normalisation.half(1), images(50, 3));
    }

    static Images images(int size, long seed) {
        Images.Shape shape = new Images.Shape(1, 28, 28);
        RandomStream random = new RandomStream(seed);
        byte[] pixels = new byte[size * shape.bytes()];
        int[] labels = new int[size];
        long[] ids = new long[size];
        for (int b = 0; b < size; b++) {
            labels[b] = b % CLASSES;
            ids[b] = b;
            for (int at = 0; at < shape.bytes(); at++) {
                boolean bright = at / 28 == 4 + 2 * labels[b];
                pixels[b * shape.bytes() + at] = (byte) (bright ? 255 : random.below(100));
            }
        }
        return new Images(shape, pixels, labels, ids);
    }
}
