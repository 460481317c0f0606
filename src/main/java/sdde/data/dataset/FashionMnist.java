package sdde.data.dataset;

import java.util.List;
import java.util.Map;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;

/**
 * Articles of clothing of Zalando (Xiao, Rasul, Vollgraf 2017), shipped with the project: 60,000 for training and validation, 10,000 for
 * test, 28 × 28 grey.
 *
 * @param validationSize images held out of the 60,000, the same share of every class
 * @param splitSeed which ones
 */
public record FashionMnist(int validationSize, long splitSeed) implements Dataset {
    private static final Embedded FILES = new Embedded(
            "fashion-mnist",
            Map.of(
                    "train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

    public FashionMnist {
        Embedded.checkValidationSize(validationSize);
    }

    @Override
    public Images load(Split split) {
        return FILES.load(split, validationSize, splitSeed);
    }

    @Override
    public int size(Split split) {
        return Embedded.size(split, validationSize);
    }

    @Override
    public Facts facts() {
        return Embedded.FACTS;
    }

    @Override
    public List<String> classNames() {
        return List.of(
                "T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot");
    }
}
