package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.train.loss.Scalars;
import sdde.train.torch.TorchOps;

/**
 * DICE (Ramé and Cord 2021; authors' {@code dice.py}): members' features shall share nothing but the label. A
 * {@link Discriminator} tells features of one image from features of two images of one class; its log ratio r estimates
 * what two members share, and {@code mean_{b, i < j} tau tanh(r / tau)}, tau = 10, is minimised.
 *
 * @param lambda full weight, reached after {@code rampUpEpochs} by equal steps from 0 in epoch 1
 * @param samplesPerClass images of each class in a batch
 * @param discriminatorLearningRate of RMSprop
 * @param clipNorm largest global L2 norm of the members' gradient, and of the discriminator's
 */
record ConditionalRedundancy(
        double lambda,
        int samplesPerClass,
        int rampUpEpochs,
        double discriminatorLearningRate,
        double clipNorm,
        DivergenceForm form)
        implements Method {
    private static final double TAU = 10;

    /** The authors' settings for MNIST. */
    static final ConditionalRedundancy DEFAULT =
            new ConditionalRedundancy(0.2, 16, 20, 1e-3, 1.0, DivergenceForm.STABLE);

    ConditionalRedundancy {
        Lambda.check(lambda);
        atLeast("samples_per_class", samplesPerClass, 1);
        atLeast("ramp_up_epochs", rampUpEpochs, 0);
        Lambda.nonNegative("discriminator_learning_rate", discriminatorLearningRate);
        if (!(clipNorm > 0 && clipNorm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("clip_norm must be > 0, got " + clipNorm);
        }
    }

    @Override
    public Batching batching() {
        return Batching.BALANCED;
    }

    /** Its gradient by the features is worked out already; what is returned has the value and, by the features, that gradient. */
    @Override
    public NDArray diversity(Step step) {
        if (!(step.judged() instanceof Judgement judgement)) {
            throw new IllegalStateException("dice needs its discriminator beside the ensemble");
        }
        NDArray features = step.forward().features(); // (N, B, D)
        NDArray logits = judgement.joint().toType(features.getDataType(), true); // (pairs, B)
        logits.setRequiresGradient(true);
        NDArray value = loss(logits); // ()
        NDArray byLogits = TorchOps.gradient(value, logits).stopGradient();
        NDArray byFeatures = judgement.byFeatures(byLogits).toType(features.getDataType(), false); // (N, B, D)
        NDArray term = features.mul(byFeatures).sum(); // ()
        return TorchOps.withValue(term, value); // finite also where the gradient is not
    }

    @Override
    public double weight(int epoch) {
        return rampUpEpochs == 0 ? lambda : lambda * Math.min((epoch - 1) / (double) rampUpEpochs, 1);
    }

    @Override
    public OptionalDouble gradientClip() {
        return OptionalDouble.of(clipNorm);
    }

    @Override
    public @Nullable Companion companion(NDManager manager, Setting setting) {
        return Discriminator.drawn(manager, setting, discriminatorLearningRate, clipNorm);
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        List<String> problems = new ArrayList<>(Method.super.problems(run, classes));
        TrainSettings train = run.train();
        int perBatch = train.batchSize() / samplesPerClass;
        if (train.batchSize() % samplesPerClass != 0 || perBatch > classes) {
            problems.add(
                    ("method '%s' needs a batch_size that is samples_per_class times at most the number of classes, got"
                                    + " batch_size %d, samples_per_class %d, %d classes")
                            .formatted(run.method().name(), train.batchSize(), samplesPerClass, classes));
        }
        return problems;
    }

    /** @param pairLogits of the discriminator (pairs, B) @return (), between -10 and 10 */
    NDArray loss(NDArray pairLogits) {
        NDArray ratio = form.logRatio(pairLogits); // (pairs, B)
        return Scalars.times(Scalars.over(ratio, TAU).tanh(), TAU).mean(); // ()
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", got " + value);
        }
    }
}
