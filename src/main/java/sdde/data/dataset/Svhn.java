package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.decoded.Sink;
import sdde.data.format.Mat;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Matrix;

/**
 * House numbers of Street View (Netzer et al. 2011), cropped digits: 73,257 for training and validation, 26,032 for test, 32 × 32
 * colour. The digit 0 is written as 10 in the files.
 *
 * @param validationSize images held out of the training images, the same share of every class
 * @param splitSeed which ones
 */
public record Svhn(int validationSize, long splitSeed) implements Dataset {
    private static final Published FILES = new Published("svhn");
    private static final Images.Shape SHAPE = new Images.Shape(3, 32, 32);

    public Svhn {
        Parts.checkValidationSize(validationSize);
    }

    @Override
    public Images load(Split split) {
        return new Parts(() -> part("train", 0), () -> part("test", 1)).load(split, validationSize, splitSeed);
    }

    @Override
    public int size(Split split) {
        return Parts.size(
                split,
                () -> FILES.count("train", SHAPE, 73_257, (files, sink) -> read(files.path(0), sink)),
                () -> FILES.count("test", SHAPE, 26_032, (files, sink) -> read(files.path(1), sink)),
                validationSize);
    }

    private static Images part(String part, int file) {
        return FILES.images(part, SHAPE, (files, sink) -> read(files.path(file), sink));
    }

    /** X is (H, W, C, N) and y is (N, 1), both in Fortran order. */
    private static void read(Path file, Sink sink) throws IOException {
        try (Mat5File mat = Mat.read(file)) {
            Matrix pixels = Mat.matrix(mat, "X", file);
            Matrix labels = Mat.matrix(mat, "y", file);
            int[] extents = pixels.getDimensions();
            int count = extents.length == 4 ? extents[3] : -1;
            if (count < 0
                    || !Arrays.equals(Arrays.copyOf(extents, 3), new int[] {32, 32, 3})
                    || labels.getNumElements() != count) {
                throw new UserError("MATLAB file %s: X has extents %s and y %d entries; expected [32, 32, 3, N] and N"
                        .formatted(file, Arrays.toString(extents), labels.getNumElements()));
            }
            byte[] image = new byte[SHAPE.bytes()];
            for (int i = 0; i < count; i++) {
                for (int at = 0; at < image.length; at++) {
                    int channel = at / 1024;
                    int y = at % 1024 / 32;
                    int x = at % 32;
                    image[at] = (byte) pixels.getInt(i * image.length + channel * 1024 + x * 32 + y);
                }
                sink.add(image, digit(labels.getInt(i), file), i);
            }
        }
    }

    private static int digit(int label, Path file) {
        if (label < 1 || label > 10) {
            throw new UserError("MATLAB file %s: y has the label %d; expected 1 to 10".formatted(file, label));
        }
        return label % 10;
    }

    @Override
    public Facts facts() {
        return new Facts(10, 3, 32, 32, Normalisation.half(3));
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }

    @Override
    public List<String> classNames() {
        return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    }
}
