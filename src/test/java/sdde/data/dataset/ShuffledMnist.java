package sdde.data.dataset;

import java.util.List;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.data.Split;

/** MNIST as it should not be: the training images have each other's labels. */
public record ShuffledMnist(int validationSize, long splitSeed) implements Dataset {
    private Mnist whole() {
        return new Mnist(validationSize, splitSeed);
    }

    @Override
    public Images load(Split split) {
        Images images = whole().load(split);
        if (split != Split.TRAIN) {
            return images;
        }
        int[] order = new RandomStream(3).permutation(images.size());
        int[] labels = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            labels[i] = images.labels()[order[i]];
        }
        return images.labelled(labels);
    }

    @Override
    public int size(Split split) {
        return whole().size(split);
    }

    @Override
    public Facts facts() {
        return whole().facts();
    }

    @Override
    public List<String> classNames() {
        return whole().classNames();
    }
}
