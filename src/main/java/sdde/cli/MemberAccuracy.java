package sdde.cli;

import java.nio.file.Path;
import java.util.stream.IntStream;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/**
 * How often the members of an ensemble are right by themselves.
 *
 * @param worst share of images that the worst member is right on
 * @param images B
 * @param classes C
 */
record MemberAccuracy(double worst, int images, int classes) {
    /** Normal deviate that chance exceeds once in a million members. */
    private static final double DEVIATE = 4.75;

    /** @param file predictions on a set with labels */
    static MemberAccuracy of(Path file) {
        Predictions predictions = Predictions.read(file);
        Outputs outputs = predictions.outputs();
        double fewest = IntStream.range(0, outputs.members())
                .mapToLong(member -> IntStream.range(0, outputs.size())
                        .filter(image -> outputs.vote(member, image) == predictions.label(image))
                        .count())
                .min()
                .orElse(0);
        return new MemberAccuracy(fewest / outputs.size(), outputs.size(), outputs.classes());
    }

    /** What guessing may reach. */
    double limit() {
        double chance = 1.0 / classes;
        return chance + DEVIATE * Math.sqrt(chance * (1 - chance) / images);
    }
}
