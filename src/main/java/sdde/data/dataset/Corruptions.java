package sdde.data.dataset;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import sdde.data.Images;
import sdde.data.RandomStream;

/**
 * The common corruptions of Hendrycks and Dietterich (2019), those for training included, at five severities: their definitions
 * and, for images of 32 × 32, their parameters; draws, filters and rounding are ours, so the bytes are not those of CIFAR-10-C.
 */
final class Corruptions {
    /** One corruption at one severity. */
    interface Corruption {
        /** @param level index into the parameters, severity - 1 */
        Picture apply(Picture picture, int level, RandomStream random);
    }

    /** By the name a user writes. */
    static final Map<String, Corruption> KINDS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("gaussian-noise", CorruptingNoise::gaussian),
            Map.entry("shot-noise", CorruptingNoise::shot),
            Map.entry("impulse-noise", CorruptingNoise::impulse),
            Map.entry("speckle-noise", CorruptingNoise::speckle),
            Map.entry("gaussian-blur", CorruptingBlur::gaussian),
            Map.entry("defocus-blur", CorruptingBlur::defocus),
            Map.entry("glass-blur", CorruptingBlur::glass),
            Map.entry("motion-blur", CorruptingBlur::motion),
            Map.entry("zoom-blur", CorruptingBlur::zoom),
            Map.entry("brightness", CorruptingColour::brightness),
            Map.entry("contrast", CorruptingColour::contrast),
            Map.entry("saturate", CorruptingColour::saturate),
            Map.entry("fog", CorruptingColour::fog),
            Map.entry("frost", CorruptingWeather::frost),
            Map.entry("snow", CorruptingWeather::snow),
            Map.entry("spatter", CorruptingWeather::spatter),
            Map.entry("pixelate", CorruptingShape::pixelate),
            Map.entry("jpeg", CorruptingShape::jpeg),
            Map.entry("elastic", CorruptingShape::elastic))));

    private Corruptions() {}

    static Shifts.Change change(String kind, int severity) {
        Corruption corruption = java.util.Objects.requireNonNull(KINDS.get(kind), kind);
        return (image, shape, random) -> corrupt(corruption, severity, image, shape, random);
    }

    private static void corrupt(
            Corruption corruption, int severity, byte[] image, Images.Shape shape, RandomStream random) {
        corruption.apply(Picture.of(image, shape), severity - 1, random).writeTo(image);
    }
}
