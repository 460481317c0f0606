package sdde.train.plain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sdde.run.RunSpec;

/**
 * SDDE's term of LeNets on some images. What it is made of comes from the words of the run alone, not from the code that
 * trained it.
 *
 * @param saliency {@code gradcam} or {@code activation}
 * @param target whose gradient weighs the maps
 * @param activation {@code relu}, {@code abs} or {@code none}
 * @param padding pixels cropped from each side
 * @param similarity of the members' maps
 */
public record PlainDiversity(String saliency, String target, String activation, int padding, String similarity) {
    private static final int SIDE = 5;

    /** Empty for what it has no form of: other methods and networks, and gradients by the image. */
    public static Optional<PlainDiversity> of(RunSpec spec) {
        var parameters = spec.method().parameters();
        boolean known = spec.method().name().equals("sdde")
                && spec.network().name().equals("lenet")
                && !"input-gradient".equals(parameters.get("saliency"));
        return known
                ? Optional.of(new PlainDiversity(
                        String.valueOf(parameters.getOrDefault("saliency", "gradcam")),
                        String.valueOf(parameters.getOrDefault("target", "gt_logit")),
                        String.valueOf(parameters.getOrDefault("activation", "relu")),
                        ((Number) parameters.getOrDefault("padding", 1)).intValue(),
                        String.valueOf(parameters.getOrDefault("similarity", "cosine"))))
                : Optional.empty();
    }

    /** @param members N. @param images (B, channels · 28 · 28), normalised. @param labels (B) */
    public double term(List<Tensors> members, double[][] images, int[] labels) {
        double[][][] maps = new double[images.length][members.size()][];
        for (int i = 0; i < members.size(); i++) {
            PlainLeNet network = new PlainLeNet(members.get(i));
            for (int b = 0; b < images.length; b++) {
                maps[b][i] = standardised(inner(map(network, images[b], labels[b])));
            }
        }
        return PlainSimilarity.of(similarity, maps);
    }

    /** @return (25) */
    private double[] map(PlainLeNet network, double[] image, int label) {
        PlainLeNet.Answer answer = network.of(image);
        double[][] maps = answer.maps();
        double[] weights = new double[maps.length];
        if (saliency.equals("activation")) {
            Arrays.fill(weights, 1.0 / maps.length);
        } else {
            weights = network.pooledGradient(answer, PlainScore.gradient(target, answer.logits(), label));
        }
        double[] map = new double[SIDE * SIDE];
        for (int k = 0; k < maps.length; k++) {
            for (int at = 0; at < map.length; at++) {
                map[at] += weights[k] * maps[k][at];
            }
        }
        return Arrays.stream(map).map(this::activated).toArray();
    }

    private double activated(double value) {
        return switch (activation) {
            case "relu" -> Math.max(0, value);
            case "abs" -> Math.abs(value);
            case "none" -> value;
            default -> throw new IllegalArgumentException("no plain form of activation '" + activation + "'");
        };
    }

    /** Without its border. */
    private double[] inner(double[] map) {
        int side = SIDE - 2 * padding;
        double[] inner = new double[side * side];
        Arrays.setAll(inner, at -> map[(at / side + padding) * SIDE + at % side + padding]);
        return inner;
    }

    private static double[] standardised(double[] map) {
        double mean = Arrays.stream(map).average().orElseThrow();
        double variance = Arrays.stream(map)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return Arrays.stream(map)
                .map(value -> (value - mean) / (Math.sqrt(variance) + 1e-6))
                .toArray();
    }
}
