package sdde.train.network;

import java.util.List;

/** A residual network of any width and depth, for tests. */
public record SmallResNet(int width, List<Integer> blocks) implements ResidualNetwork {
    @Override
    public int imageSize() {
        return 32;
    }
}
