package sdde.data;

import java.util.List;

/**
 * A set of labelled images in up to three splits. A variant is a record in {@code sdde.data.dataset} and one line in
 * {@link Datasets}.
 *
 * <p>Loading is a pure function of the parameters: equal parameters give equal images in equal order, with
 * {@link Images#ids()} that name each image for good.
 */
public interface Dataset {
    /**
     * The images of a split at their own size; see {@link Images#resizedTo} for another.
     *
     * @throws sdde.config.UserError if the split does not exist, or a file is missing or damaged
     */
    Images load(Split split);

    /**
     * The images of a split as a network of another input size sees them. Sets of pictures of many sizes override it, to
     * scale each from its original.
     *
     * @throws sdde.config.UserError as {@link #load(Split)}
     */
    default Images load(Split split, Images.Shape shape) {
        return load(split).resizedTo(shape.channels(), shape.height(), shape.width());
    }

    /**
     * As {@link #load(Split, Images.Shape)}, at most so many images, classes in turn. Sets that compute their images override it,
     * to compute no others.
     *
     * @param most 0: all
     * @throws sdde.config.UserError as {@link #load(Split)}
     */
    default Images load(Split split, Images.Shape shape, int most) {
        return load(split, shape).sample(most);
    }

    /**
     * Looks for the files of this set, before anything is started; reads none that is as it was when it came.
     *
     * @throws sdde.config.UserError naming every missing or damaged file and the command that mends it
     */
    default void checkFiles() {}

    /**
     * Reads all that the images of a split are made of, so that a damaged file is named before anything is trained, and decodes what
     * was not yet. Sets that compute their images override it, to compute none.
     *
     * @param shape at which they will be asked for
     * @throws sdde.config.UserError as {@link #load(Split)}
     */
    default void prepare(Split split, Images.Shape shape) {
        load(split);
    }

    /** What each label stands for, where it is known; else empty. */
    default List<String> classNames() {
        return List.of();
    }

    /**
     * Size and classes, without reading any pixel.
     *
     * @throws sdde.config.UserError if a file that has to be asked is missing or damaged
     */
    Facts facts();

    /** Images of a split; sets that know it without loading say so. @throws sdde.config.UserError as {@link #load} */
    default int size(Split split) {
        return load(split).size();
    }

    /** C; 0 where there are no labels. @throws sdde.config.UserError as {@link #facts()} */
    default int classes() {
        return facts().classes();
    }

    /**
     * What is known of a dataset beforehand.
     *
     * @param classes C; 0 where there are no labels
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param height in pixels
     * @param width in pixels
     * @param normalisation for a network trained on it; sets that are only evaluated take that of the training set
     */
    record Facts(int classes, int channels, int height, int width, Normalisation normalisation) {}
}
