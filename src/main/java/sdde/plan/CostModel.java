package sdde.plan;

import java.util.Map;
import java.util.OptionalDouble;
import sdde.run.RunSpec;

/**
 * How long a step takes on one core of which every other is as busy, from the sizes alone: members × images × (cost of the network
 * for an image) × (what the method adds), and something a member for starting its operations. A first guess, to be scaled by
 * runs that were measured; docs/estimates.md says how it was found.
 */
final class CostModel {
    /** Every member's share of starting a step's operations, in seconds. */
    private static final double PER_MEMBER = 1e-3;

    /** Forward and backward of one image through one member, in seconds, at the network's usual width. */
    private static final Map<String, Double> PER_IMAGE =
            Map.of("lenet", 6.2e-5, "resnet18-32", 5e-2, "resnet18-64", 2e-1);

    /** Whose channels a width counts; halving it costs less than a quarter, because small operations are slow ones. */
    private static final double USUAL_WIDTH = 64;

    private static final double WIDTH_EXPONENT = 1.7;

    /** Times the cost of a deep ensemble's step. */
    private static final Map<String, Double> METHOD = Map.ofEntries(
            Map.entry("de", 1.0),
            Map.entry("single", 1.0),
            Map.entry("ncl", 0.9),
            Map.entry("adp", 0.9),
            Map.entry("dice", 2.8),
            Map.entry("sdde", 2.0),
            Map.entry("placebo", 2.0),
            Map.entry("combined", 2.4),
            Map.entry("oe", 2.5),
            Map.entry("sdde-ood", 5.0));

    /** Of a method that is not in the table. */
    private static final double OTHER_METHOD = 2;

    /** A forward alone against forward and backward. */
    private static final double FORWARD = 0.4;

    /** The same with the cosines of the saliency maps, and written to a file. */
    private static final double PREDICTION = 0.7;

    /** Scores, temperatures and diversity of one image and member. */
    private static final double EVALUATION = 5e-6;

    /** What Mahalanobis and nearest neighbours add for each number of a feature vector, on cores that workers keep busy. */
    private static final double PER_FEATURE = 6.5e-7;

    private CostModel() {}

    /** Seconds, or nothing for a network that it does not know. */
    static OptionalDouble step(RunSpec spec) {
        double method = METHOD.getOrDefault(spec.method().name(), OTHER_METHOD);
        OptionalDouble image = image(spec);
        return image.isEmpty()
                ? image
                : OptionalDouble.of(
                        spec.ensembleSize() * (PER_MEMBER + spec.train().batchSize() * image.getAsDouble() * method));
    }

    /** Seconds to ask the whole ensemble about one image. */
    static OptionalDouble forward(RunSpec spec) {
        return asked(spec, FORWARD);
    }

    /** Seconds to do so with all that a prediction file holds. */
    static OptionalDouble prediction(RunSpec spec) {
        return asked(spec, PREDICTION);
    }

    /**
     * Seconds to make all numbers of the whole ensemble's predictions on one image, whatever the network.
     *
     * @param features stored for an image and member
     */
    static double evaluation(RunSpec spec, int features) {
        return spec.ensembleSize() * (EVALUATION + features * PER_FEATURE);
    }

    private static OptionalDouble asked(RunSpec spec, double share) {
        OptionalDouble image = image(spec);
        return image.isEmpty() ? image : OptionalDouble.of(spec.ensembleSize() * image.getAsDouble() * share);
    }

    private static OptionalDouble image(RunSpec spec) {
        Double usual = PER_IMAGE.get(spec.network().name());
        if (usual == null) {
            return OptionalDouble.empty();
        }
        Object width = spec.network().parameters().get("width");
        double share = width instanceof Number number ? number.doubleValue() / USUAL_WIDTH : 1;
        return OptionalDouble.of(usual * Math.pow(share, WIDTH_EXPONENT));
    }
}
