package sdde.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.run.LossReduction;

/**
 * What arXiv 2305.11616 and its released configurations used and found, for one data set.
 *
 * @param epochs of training
 * @param network by our name
 * @param near OOD test sets
 * @param far OOD test sets
 * @param lambda of each method, from the released configurations
 * @param auroc near and far AUROC of each method, mean and spread as the authors' figure shows them
 */
record Paper(
        int epochs,
        String network,
        List<String> near,
        List<String> far,
        Map<String, Double> lambda,
        Map<String, Published> auroc) {
    static final int MEMBERS = 5;
    static final int SEEDS = 5;
    static final int BATCH = 128;
    static final double LEARNING_RATE = 0.1;
    static final double MOMENTUM = 0.9;
    static final double WEIGHT_DECAY = 5e-4;
    static final String AUGMENTATION = "flip-crop";
    static final LossReduction LOSS_REDUCTION = LossReduction.MEAN;

    /** In percent; read from a figure by eye, so good to a few hundredths. */
    record Published(double near, double nearSpread, double far, double farSpread) {}

    private static final Map<String, Double> OTHERS = Map.of("ncl", 0.1, "adp", 0.1, "dice", 0.2);

    private static final Map<String, Paper> ALL = Map.of(
            "mnist",
            new Paper(
                    50,
                    "lenet",
                    List.of("notmnist", "fashion-mnist"),
                    List.of("textures", "cifar10", "tiny-imagenet", "places365-small"),
                    with(0.1),
                    Map.of(
                            "de", new Published(92.45, 0.60, 98.34, 0.31),
                            "ncl", new Published(92.23, 0.53, 98.56, 0.19),
                            "adp", new Published(93.74, 0.48, 98.96, 0.32),
                            "dice", new Published(92.87, 0.67, 98.76, 0.41),
                            "sdde", new Published(96.56, 0.67, 99.88, 0.02))),
            "cifar10",
            new Paper(
                    100,
                    "resnet18-32",
                    List.of("cifar100", "tiny-imagenet"),
                    List.of("mnist", "svhn", "textures", "places365-small"),
                    with(0.005),
                    Map.of(
                            "de", new Published(91.07, 0.17, 93.55, 0.20),
                            "ncl", new Published(91.22, 0.09, 93.52, 0.17),
                            "adp", new Published(90.79, 0.17, 93.50, 0.16),
                            "dice", new Published(89.99, 0.63, 92.89, 0.47),
                            "sdde", new Published(92.06, 0.13, 94.60, 0.17))),
            "cifar100",
            new Paper(
                    100,
                    "resnet18-32",
                    List.of("cifar10", "tiny-imagenet"),
                    List.of("mnist", "svhn", "textures", "places365-small"),
                    with(0.005),
                    Map.of(
                            "de", new Published(82.55, 0.51, 80.61, 0.51),
                            "ncl", new Published(82.79, 0.18, 80.53, 0.66),
                            "adp", new Published(82.98, 0.18, 81.37, 0.54),
                            "dice", new Published(83.18, 0.14, 82.15, 0.85),
                            "sdde", new Published(83.65, 0.09, 82.39, 0.56))));

    static Optional<Paper> of(String dataset) {
        return Optional.ofNullable(ALL.get(dataset));
    }

    /** With which its scripts score a method: not the same for all. */
    static String aggregator(String method) {
        return method.equals("sdde") ? "minmax" : "average";
    }

    private static Map<String, Double> with(double sdde) {
        Map<String, Double> lambda = new java.util.TreeMap<>(OTHERS);
        lambda.put("sdde", sdde);
        return lambda;
    }
}
