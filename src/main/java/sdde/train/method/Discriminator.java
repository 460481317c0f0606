package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import sdde.run.Seeds;
import sdde.train.GradientClip;
import sdde.train.loss.Scalars;

/**
 * Tells two members' features of one image (joint) from their features of two images of one class (product), by
 * {@code -1/2 (mean log sigmoid(joint) + mean log sigmoid(-product))} over pairs i &lt; j, and learns by RMSprop.
 *
 * <p>All its numbers are one flat vector, in the order of the authors' {@code named_parameters}. It learns in float64: RMSprop
 * makes steps of one size of gradients of any size, so rounding noise where they cancel moves parameters as much as a
 * gradient does, until a leaky ReLU is passed on the other side and the rest of the training differs.
 */
final class Discriminator implements Companion {
    private static final String PARAMETERS = "discriminator.parameters";
    private static final String SQUARES = "discriminator.square_average";
    private static final String MOMENTUM = "discriminator.momentum";

    private final NDManager manager;
    private final DiscriminatorLayout layout;
    private final RmsProp optimiser;
    private final double clip;
    private final NDArray parameters;

    private Discriminator(NDManager parent, DiscriminatorLayout layout, RmsProp.Settings settings, double clip) {
        this.manager = parent.newSubManager();
        this.layout = layout;
        this.clip = clip;
        this.parameters = manager.zeros(new Shape(layout.size()), layout.type());
        this.optimiser = new RmsProp(manager, parameters, settings);
    }

    /** With PyTorch's default initial values, drawn from the seed of the run. */
    static Discriminator drawn(NDManager parent, Setting setting, double learningRate, double clip) {
        DiscriminatorLayout layout = DiscriminatorLayout.standard(setting.classes(), setting.features());
        RmsProp.Settings settings = new RmsProp.Settings(learningRate, setting.momentum(), setting.weightDecay());
        Discriminator discriminator = new Discriminator(parent, layout, settings, clip);
        SplittableRandom random = new SplittableRandom(Seeds.of(setting.seed(), "initialise-discriminator"));
        discriminator.overwrite(discriminator.parameters, layout.draw(random));
        return discriminator;
    }

    /** @param features widened to float64 if they are not */
    @Override
    public Judgement judge(NDArray features, NDArray labels) {
        NDArray fixed = parameters.stopGradient();
        fixed.attach(features.getManager());
        NDArray seen = features.stopGradient().toType(layout.type(), false);
        return new Judgement(layout.split(fixed), seen, labels);
    }

    @Override
    public Learned learn(Judged judged) {
        if (!(judged instanceof Judgement judgement)) {
            throw new IllegalArgumentException("not a judgement of a discriminator: " + judged);
        }
        Learned learned = new Learned(number(judgement.loss()), number(judgement.accuracy()));
        NDArray gradient = judgement.byParameters();
        GradientClip.clip(gradient, norm(gradient), clip);
        optimiser.step(gradient.getManager(), parameters, gradient);
        return learned;
    }

    /** Owns what lives longer than a step, and nothing else. */
    NDManager manager() {
        return manager;
    }

    @Override
    public SortedMap<String, double[]> state() {
        SortedMap<String, double[]> state = new TreeMap<>();
        arrays().forEach((name, array) -> state.put(name, array.toDoubleArray()));
        return state;
    }

    @Override
    public void restore(SortedMap<String, double[]> state) {
        if (!state.keySet().equals(arrays().keySet())) {
            throw new IllegalArgumentException(
                    "state must have %s, got %s".formatted(arrays().keySet(), state.keySet()));
        }
        arrays().forEach((name, array) -> {
            double[] values = state.get(name);
            if (values == null || values.length != layout.size()) {
                throw new IllegalArgumentException("%s must have %d numbers".formatted(name, layout.size()));
            }
            overwrite(array, values);
        });
    }

    private SortedMap<String, NDArray> arrays() {
        return new TreeMap<>(Map.of(
                PARAMETERS, parameters, SQUARES, optimiser.squareAverage(), MOMENTUM, optimiser.momentumBuffer()));
    }

    private void overwrite(NDArray target, double[] values) {
        try (NDManager scope = manager.newSubManager()) {
            scope.create(values).copyTo(target);
        }
    }

    private static double norm(NDArray gradient) {
        return number(JniUtils.norm((PtNDArray) gradient, 2, new int[] {0}, false));
    }

    private static float number(NDArray scalar) {
        return Scalars.toFloat(scalar);
    }

    @Override
    public void close() {
        manager.close();
    }
}
