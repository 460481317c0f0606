package sdde.data.dataset;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sdde.data.Images;
import sdde.data.RandomStream;

/** The changes that make a shift, each a function of one image and its own random stream. */
final class Shifts {
    /** Changes one image in place. */
    interface Change {
        void apply(byte[] image, Images.Shape shape, RandomStream random);
    }

    /** Those that leave nothing of a class, by the name a user writes; {@link Corruptions} have a severity. */
    static final Map<String, Change> KINDS = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "rotation", Shifts::rotate,
            "noise", Shifts::noise,
            "patch-shuffle", Shifts::shufflePatches)));

    /** Patches a side. */
    private static final int GRID = 4;

    /** √½, the sine and cosine of 45 degrees. */
    private static final double DIAGONAL = 0.7071067811865476;

    /** Sine and cosine of 45, 90, 135, 225, 270 and 315 degrees; half a turn leaves 0, 1 and 8 what they were. */
    private static final double[][] TURNS = {
        {DIAGONAL, DIAGONAL}, {1, 0}, {DIAGONAL, -DIAGONAL}, {-DIAGONAL, -DIAGONAL}, {-1, 0}, {-DIAGONAL, DIAGONAL}
    };

    private Shifts() {}

    /** Names of all shifts. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(KINDS.keySet());
        names.addAll(Corruptions.KINDS.keySet());
        return names;
    }

    /** All images changed; labels and ids stay. @param severity 1 to 5 for a corruption, else unused */
    static Images apply(String kind, int severity, Images images, long seed) {
        Change plain = KINDS.get(kind);
        Change change = plain == null ? Corruptions.change(kind, severity) : plain;
        int bytes = images.shape().bytes();
        byte[] changed = new byte[Math.multiplyExact(images.size(), bytes)];
        byte[] image = new byte[bytes];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, image);
            change.apply(image, images.shape(), RandomStream.of(seed, images.ids()[i]));
            System.arraycopy(image, 0, changed, i * bytes, bytes);
        }
        return new Images(images.shape(), changed, images.labels(), images.ids());
    }

    /** By one of {@link #TURNS} about the centre, bilinear, black where nothing was. */
    private static void rotate(byte[] image, Images.Shape shape, RandomStream random) {
        double[] turn = TURNS[random.below(TURNS.length)];
        byte[] original = image.clone();
        double middleY = (shape.height() - 1) / 2.0;
        double middleX = (shape.width() - 1) / 2.0;
        int area = shape.height() * shape.width();
        for (int i = 0; i < image.length; i++) {
            int start = i / area * area;
            int line = i % area / shape.width();
            int column = i % shape.width();
            double y = line - middleY;
            double x = column - middleX;
            double sourceY = middleY + turn[1] * y + turn[0] * x;
            double sourceX = middleX - turn[0] * y + turn[1] * x;
            image[i] = (byte) StrictMath.rint(between(original, start, shape, sourceY, sourceX));
        }
    }

    /** Bilinear between the four pixels around a place. */
    private static double between(byte[] image, int start, Images.Shape shape, double y, double x) {
        int top = (int) StrictMath.floor(y);
        int left = (int) StrictMath.floor(x);
        double down = y - top;
        double right = x - left;
        double upper =
                (1 - right) * at(image, start, shape, top, left) + right * at(image, start, shape, top, left + 1);
        double lower = (1 - right) * at(image, start, shape, top + 1, left)
                + right * at(image, start, shape, top + 1, left + 1);
        return (1 - down) * upper + down * lower;
    }

    private static int at(byte[] image, int start, Images.Shape shape, int y, int x) {
        boolean inside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
        return inside ? image[start + y * shape.width() + x] & 0xff : 0;
    }

    /** Nothing of the image is left: uniform bytes, or, for every other image at random, Gaussian ones (127.5 ± 64). */
    private static void noise(byte[] image, Images.Shape shape, RandomStream random) {
        boolean uniform = random.next() < 0;
        for (int i = 0; i < image.length; i++) {
            double level = uniform ? random.below(256) : StrictMath.rint(127.5 + 64 * random.gaussian());
            image[i] = (byte) Math.max(0, Math.min(255, level));
        }
    }

    /** The 4 × 4 patches change places, none stays (a cycle of all, Sattolo 1986); a rest at the edges stays. */
    private static void shufflePatches(byte[] image, Images.Shape shape, RandomStream random) {
        int[] from = random.permutation(GRID * GRID);
        byte[] original = image.clone();
        int height = shape.height() / GRID;
        int width = shape.width() / GRID;
        for (int i = 0; i < from.length; i++) {
            int source = from[(i + 1) % from.length];
            for (int line = 0; line < shape.channels() * height; line++) {
                int plane = line / height * shape.height();
                int y = line % height;
                int to = (plane + from[i] / GRID * height + y) * shape.width() + from[i] % GRID * width;
                int at = (plane + source / GRID * height + y) * shape.width() + source % GRID * width;
                System.arraycopy(original, at, image, to, width);
            }
        }
    }
}
