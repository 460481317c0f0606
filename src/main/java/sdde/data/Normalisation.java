package sdde.data;

import java.util.Collections;
import java.util.List;

/**
 * From bytes to a network's input: {@code (byte / 255 - mean) / std}, in float32 as torchvision computes it.
 *
 * @param mean per channel, in [0, 1]
 * @param std per channel, > 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {
    /** Values of a byte. */
    static final int LEVELS = 256;

    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || mean.size() != std.size()) {
            throw new IllegalArgumentException("mean and std must be as many, got " + mean + " and " + std);
        }
        if (!mean.stream().allMatch(value -> value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("mean must be in [0, 1], got " + mean);
        }
        if (!std.stream().allMatch(value -> value > 0 && value <= 1)) {
            throw new IllegalArgumentException("std must be in (0, 1], got " + std);
        }
    }

    /** 0.5 and 0.5, so that inputs lie in [-1, 1]: the authors' for MNIST and whatever their table lacks. */
    public static Normalisation half(int channels) {
        return new Normalisation(Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 0.5));
    }

    public int channels() {
        return mean.size();
    }

    /** The same for images of so many channels: that of grey ones for each channel of coloured ones. */
    public Normalisation over(int channels) {
        return channels() == 1
                ? new Normalisation(
                        Collections.nCopies(channels, mean.get(0)), Collections.nCopies(channels, std.get(0)))
                : this;
    }

    /** The input for each byte value 0…255 of a channel. */
    public float[] table(int channel) {
        float[] table = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = (level / 255f - mean.get(channel).floatValue())
                    / std.get(channel).floatValue();
        }
        return table;
    }
}
