package sdde.data.dataset;

import java.util.stream.IntStream;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.RandomStream;
import sdde.data.Split;

/**
 * Generated images that stand in for a dataset whose files are absent: each class is a smooth pattern of its own, each image that
 * pattern at another place, paler or stronger, under noise. A network learns them; no number about them says anything of
 * photographs.
 *
 * @param channels 1 or 3
 * @param size of a side, in pixels
 * @param classes C
 * @param trainingImages for training and validation, classes in turn
 * @param testImages classes in turn
 * @param validationSize held out of the training images, the same share of every class
 * @param splitSeed which ones
 * @param seed of the patterns and of every image
 */
public record Synthetic(
        int channels,
        int size,
        int classes,
        int trainingImages,
        int testImages,
        int validationSize,
        long splitSeed,
        long seed)
        implements Dataset {
    /** What the draws are for. */
    private static final int PATTERN = 0;

    private static final int TRAINING = 1;
    private static final int TEST = 2;
    private static final int WAVES = 4;

    public Synthetic {
        Sides.check(size);
        Parts.checkValidationSize(validationSize);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels must be 1 or 3, got " + channels);
        }
        if (classes < 2 || classes > 10_000) {
            throw new IllegalArgumentException("classes must be in [2, 10000], got " + classes);
        }
        if (trainingImages < 2 || testImages < 1) {
            throw new IllegalArgumentException("training_images must be >= 2 and test_images >= 1, got %d and %d"
                    .formatted(trainingImages, testImages));
        }
        long bytes = (long) Math.max(trainingImages, testImages) * channels * size * size;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("images must fit into 2 GiB, got %d bytes".formatted(bytes));
        }
    }

    @Override
    public Images load(Split split) {
        return new Parts(() -> images(trainingImages, TRAINING), () -> images(testImages, TEST))
                .load(split, validationSize, splitSeed);
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        // there is nothing to read
    }

    @Override
    public int size(Split split) {
        return Parts.size(split, () -> trainingImages, () -> testImages, validationSize);
    }

    private Images images(int count, int part) {
        Images.Shape shape = new Images.Shape(channels, size, size);
        byte[][] patterns = IntStream.range(0, classes).mapToObj(this::pattern).toArray(byte[][]::new);
        byte[] pixels = new byte[count * shape.bytes()];
        int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
        for (int i = 0; i < count; i++) {
            draw(patterns[labels[i]], RandomStream.of(seed, part, i), pixels, i * shape.bytes());
        }
        return new Images(
                shape, pixels, labels, IntStream.range(0, count).asLongStream().toArray());
    }

    /** A sum of waves of one to three periods a side; cyclic, so that it can be moved. */
    private byte[] pattern(int label) {
        byte[] pattern = new byte[channels * size * size];
        for (int channel = 0; channel < channels; channel++) {
            RandomStream random = RandomStream.of(seed, PATTERN, label, channel);
            double[] waves = new double[size * size];
            for (int wave = 0; wave < WAVES; wave++) {
                addWave(waves, random);
            }
            for (int i = 0; i < waves.length; i++) {
                double level = 127.5 + 100 * waves[i] / WAVES;
                pattern[channel * waves.length + i] = (byte) StrictMath.rint(level);
            }
        }
        return pattern;
    }

    private void addWave(double[] waves, RandomStream random) {
        int across = random.below(7) - 3;
        int down = 1 + random.below(3);
        double phase = random.uniform();
        for (int i = 0; i < waves.length; i++) {
            double periods = (double) (across * (i % size) + down * (i / size)) / size + phase;
            waves[i] += StrictMath.cos(2 * StrictMath.PI * periods);
        }
    }

    /** Whole numbers alone: the same bytes on every machine. */
    private void draw(byte[] pattern, RandomStream random, byte[] to, int at) {
        int reach = Math.max(1, size / 8);
        int down = random.below(2 * reach + 1) - reach;
        int right = random.below(2 * reach + 1) - reach;
        int strength = 160 + random.below(96); // of 256
        int area = size * size;
        for (int i = 0; i < pattern.length; i++) {
            int y = Math.floorMod(i % area / size + down, size);
            int x = Math.floorMod(i % size + right, size);
            int level = (pattern[i / area * area + y * size + x] & 0xff) - 128;
            int noisy = 128 + level * strength / 256 + noise(random);
            to[at + i] = (byte) Math.max(0, Math.min(255, noisy));
        }
    }

    /** Nearly normal, standard deviation 37: the sum of four uniform bytes, divided by 4. */
    private static int noise(RandomStream random) {
        long bits = random.next();
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += (int) (bits >>> (8 * i)) & 0xff;
        }
        return (sum - 510) / 4;
    }

    @Override
    public Facts facts() {
        return new Facts(classes, channels, size, size, Normalisation.half(channels));
    }
}
