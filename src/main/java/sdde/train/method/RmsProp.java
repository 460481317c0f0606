package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * RMSprop as PyTorch's, with momentum, not centred, no schedule: {@code g += decay w; v = 0.99 v + 0.01 g²; m = momentum m
 * + g / (√v + 1e-8); w -= rate m}.
 */
public final class RmsProp {
    private static final double SMOOTHING = 0.99;
    private static final double EPSILON = 1e-8;

    public record Settings(double rate, double momentum, double weightDecay) {}

    private final Settings settings;
    private final NDArray squareAverage;
    private final NDArray momentumBuffer;

    /** @param manager owns the state @param parameters whose shape and type it takes */
    public RmsProp(NDManager manager, NDArray parameters, Settings settings) {
        this.settings = settings;
        this.squareAverage = manager.zeros(parameters.getShape(), parameters.getDataType());
        this.momentumBuffer = manager.zeros(parameters.getShape(), parameters.getDataType());
    }

    /** Changes the parameters in place. @param scope takes the intermediate arrays */
    public void step(NDManager scope, NDArray parameters, NDArray gradient) {
        parameters.tempAttach(scope);
        squareAverage.tempAttach(scope);
        NDArray decayed = gradient.add(parameters.mul(settings.weightDecay()));
        squareAverage.muli(SMOOTHING).addi(decayed.square().muli(1 - SMOOTHING));
        NDArray scaled = decayed.divi(squareAverage.sqrt().addi(EPSILON));
        momentumBuffer.muli(settings.momentum()).addi(scaled);
        momentumBuffer.tempAttach(scope);
        parameters.subi(momentumBuffer.mul(settings.rate()));
    }

    NDArray squareAverage() {
        return squareAverage;
    }

    NDArray momentumBuffer() {
        return momentumBuffer;
    }
}
