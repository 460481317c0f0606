package sdde.config;

/**
 * A set of images that a recipe asks its ensembles about, besides the dataset's own.
 *
 * @param name as tables show it, a file name
 * @param dataset with the parameters that were given; they fit, but are not complete
 */
public record OodSet(String name, Choice dataset) {}
