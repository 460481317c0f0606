package sdde.data.dataset;

import java.io.IOException;
import java.util.List;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.decoded.Sink;
import sdde.data.files.StoredFiles;

/**
 * Cursive Japanese letters (Clanuwat et al. 2018): 60,000 for training and validation, 10,000 for test, 28 × 28 grey.
 *
 * @param validationSize images held out of the 60,000, the same share of every class
 * @param splitSeed which ones
 */
public record Kmnist(int validationSize, long splitSeed) implements Dataset {
    private static final Published FILES = new Published("kmnist");

    public Kmnist {
        Parts.checkValidationSize(validationSize);
    }

    @Override
    public Images load(Split split) {
        return new Parts(() -> part("train", 0), () -> part("test", 2)).load(split, validationSize, splitSeed);
    }

    @Override
    public int size(Split split) {
        return Parts.size(split, () -> count(0), () -> count(2), validationSize);
    }

    /** By the header. */
    private static int count(int file) {
        return IdxFile.extents(FILES.require().path(file))[0];
    }

    private static Images part(String part, int first) {
        return FILES.images(part, new Images.Shape(1, 28, 28), (files, sink) -> read(files, first, sink));
    }

    private static void read(StoredFiles.Found files, int first, Sink sink) throws IOException {
        copy(IdxImages.of(IdxFile.read(files.path(first)), IdxFile.read(files.path(first + 1))), sink);
    }

    private static void copy(Images images, Sink sink) throws IOException {
        byte[] image = new byte[images.shape().bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, image);
            sink.add(image, images.labels()[i], images.ids()[i]);
        }
    }

    @Override
    public Facts facts() {
        return Embedded.FACTS;
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }

    @Override
    public List<String> classNames() {
        return List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo");
    }
}
