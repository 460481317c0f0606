package sdde.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.RandomStream;
import sdde.data.Split;

/**
 * Capital letters A to Z, white on black, drawn from fonts of this machine that anybody may use: a near set for digits without a
 * download. The same font files and the same Java give the same bytes; other machines' fonts give other letters.
 *
 * @param file a TrueType font; empty: every freely licensed one that is found
 * @param size of a side, in pixels
 * @param images how many, letters in turn
 * @param seed of font, angle and size of each
 */
public record Letters(String file, int size, int images, long seed) implements Dataset {
    private static final int COUNT = 26;

    public Letters {
        Sides.check(size);
        if (images < 1 || images > 1_000_000) {
            throw new IllegalArgumentException("images must be in [1, 1000000], got " + images);
        }
    }

    @Override
    public Images load(Split split) {
        Parts.onlyTest("letters", split);
        LetterPainter painter = new LetterPainter(fonts(), size);
        Images.Shape shape = new Images.Shape(1, size, size);
        byte[] pixels = new byte[Math.multiplyExact(images, shape.bytes())];
        int[] labels = IntStream.range(0, images).map(i -> i % COUNT).toArray();
        for (int i = 0; i < images; i++) {
            painter.paint((char) ('A' + labels[i]), RandomStream.of(seed, i), pixels, i * shape.bytes());
        }
        return new Images(
                shape, pixels, labels, IntStream.range(0, images).asLongStream().toArray());
    }

    @Override
    public int size(Split split) {
        Parts.onlyTest("letters", split);
        return images;
    }

    private List<Path> fonts() {
        return file.isEmpty() ? FreeFonts.found() : List.of(Path.of(file));
    }

    @Override
    public Facts facts() {
        return new Facts(COUNT, 1, size, size, Normalisation.half(1));
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        checkFiles();
    }

    @Override
    public void checkFiles() {
        new LetterPainter(fonts(), size);
    }

    @Override
    public List<String> classNames() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> String.valueOf((char) ('A' + i)))
                .toList();
    }
}
