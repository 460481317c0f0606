package sdde.train.network;

/**
 * ResNet18 for 32×32 images (authors' {@code openood/networks/resnet18_32x32.py}): 11,173,962 parameters for ten classes at width 64.
 *
 * @param width channels of the first layer, 64 in the paper; the others have 2, 4 and 8 times as many
 */
record ResNet18For32(int width) implements ResidualNetwork {
    ResNet18For32 {
        ResidualNetwork.checkWidth(width);
    }

    @Override
    public int imageSize() {
        return 32;
    }
}
