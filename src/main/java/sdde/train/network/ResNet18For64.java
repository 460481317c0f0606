package sdde.train.network;

/**
 * ResNet18 for 64×64 images (authors' {@code openood/networks/resnet18_64x64.py}): as for 32×32, on maps twice as large.
 *
 * @param width channels of the first layer, 64 in the paper; the others have 2, 4 and 8 times as many
 */
record ResNet18For64(int width) implements ResidualNetwork {
    ResNet18For64 {
        ResidualNetwork.checkWidth(width);
    }

    @Override
    public int imageSize() {
        return 64;
    }
}
