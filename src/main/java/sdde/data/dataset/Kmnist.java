package sdde.data.dataset;

import java.util.List;
import sdde.config.MissingData;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;

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
        return Parts.size(split, () -> count(0, 60_000), () -> count(2, 10_000), validationSize);
    }

    /** By the header; the official one where the files are missing, so that a study can be planned before they are fetched. */
    private static int count(int file, int official) {
        try {
            return IdxFile.extents(FILES.require().path(file))[0];
        } catch (MissingData e) {
            return official;
        }
    }

    private static Images part(String part, int first) {
        return FILES.images(
                part,
                new Images.Shape(1, 28, 28),
                (files, sink) -> IdxImages.copy(files.path(first), files.path(first + 1), sink));
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
