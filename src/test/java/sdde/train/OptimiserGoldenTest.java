package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.golden.Golden;
import sdde.run.Npy;
import sdde.train.method.RmsPropSteps;

/** Updates, schedule and clipping against PyTorch's, as the authors set them up. */
class OptimiserGoldenTest {
    private static Golden golden;
    private static double momentum;
    private static double decay;

    @BeforeAll
    static void open() {
        golden = Golden.open("optim.npz");
        momentum = golden.stated("momentum " + Golden.NUMBER, 0.9);
        decay = golden.stated("weight_decay " + Golden.NUMBER, 5e-4);
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    private static double rate() {
        return golden.stated("SGD lr " + Golden.NUMBER, golden.stated("initial lr " + Golden.NUMBER, 0.1));
    }

    private static List<String> parameters() {
        return golden.cases("(p\\d+)_init");
    }

    private static NDArray start(NDManager manager) {
        NDList parts = new NDList();
        parameters()
                .forEach(name ->
                        parts.add(manager.create(golden.input(name + "_init").floats())));
        return NDArrays.concat(parts).duplicate();
    }

    private static NDArray gradient(NDManager manager, int step) {
        NDList parts = new NDList();
        parameters().forEach(name -> parts.add(manager.create(slice(golden.input(name + "_grads"), step))));
        return NDArrays.concat(parts);
    }

    private static float[] slice(Npy perStep, int step) {
        int size = perStep.size() / (int) perStep.shape()[0];
        return Arrays.copyOfRange(perStep.floats(), step * size, (step + 1) * size);
    }

    private static int steps() {
        return (int) golden.input(parameters().get(0) + "_grads").shape()[0];
    }

    /** Checks {@code prefix_p0} … against the values after each step. */
    private static void check(String prefix, float[][] after) {
        int from = 0;
        for (String name : parameters()) {
            int size = golden.input(name + "_init").size();
            float[] own = new float[after.length * size];
            for (int s = 0; s < after.length; s++) {
                System.arraycopy(after[s], from, own, s * size, size);
            }
            golden.check(prefix + "_" + name, own);
            from += size;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nesterovFollowsPyTorch(boolean clipped) {
        CosineSchedule schedule =
                new CosineSchedule(rate(), golden.input("sgd_total_steps").longs()[0]);
        double clip = golden.stated("clip_grad_norm\\(" + Golden.NUMBER, 1.0);
        float[][] after = new float[steps()][];
        double[] rates = new double[steps()];
        double[] norms = new double[steps()];
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray values = start(manager);
            Nesterov optimiser = new Nesterov(manager, values.size(), momentum, decay);
            for (int s = 0; s < steps(); s++) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray gradient = gradient(scope, s);
                    norms[s] = GradientClip.norm(gradient);
                    if (clipped) {
                        GradientClip.clip(gradient, norms[s], clip);
                    }
                    rates[s] = schedule.rate(s);
                    optimiser.step(scope, values, Gradient.of(gradient), rates[s]);
                }
                after[s] = values.toFloatArray();
            }
        }
        check(clipped ? "sgdclip" : "sgd", after);
        golden.check("sgd_lr", rates);
        golden.check("sgdclip_total_norm", norms);
    }

    @Test
    void rmsPropFollowsPyTorch() {
        double[] settings = {golden.input("rms_lr").doubles()[0], momentum, decay};
        try (NDManager manager = NDManager.newBaseManager()) {
            check("rms", RmsPropSteps.run(start(manager), settings, steps(), OptimiserGoldenTest::gradient));
        }
    }

    @Test
    void theScheduleFollowsTheAuthors() {
        for (String steps : golden.cases("lr_T(\\d+)_steps")) {
            CosineSchedule schedule = new CosineSchedule(rate(), Long.parseLong(steps));
            double[] rates = Arrays.stream(
                            golden.input("lr_T" + steps + "_steps").longs())
                    .mapToDouble(schedule::rate)
                    .toArray();

            golden.check("lr_T" + steps + "_values", rates);
        }
    }
}
