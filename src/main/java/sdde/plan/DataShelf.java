package sdde.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sdde.config.Choice;

/** What a smoke form needs to know of data, which this package does not see. */
public interface DataShelf {
    /** Why these splits of a dataset cannot be read, in words for the user; nothing if they can. */
    Optional<String> problem(Choice dataset, List<String> splits);

    /** Whether files of a user's own that it reads are not there. */
    boolean isAbsent(Choice dataset);

    /** How many images are to be held out of those for training, by what is given or built in; empty if none can be. */
    OptionalLong validationSize(Choice dataset);

    /** Images for training and validation together, of a dataset that can be read. */
    long trainingImages(Choice dataset);

    /** What its images look like, as far as that is known without its files. */
    Optional<Form> form(Choice dataset);

    /**
     * The form of a dataset's images, which are square.
     *
     * @param classes C; 0 where there are no labels
     * @param channels 1 or 3
     * @param size of a side, in pixels
     */
    record Form(int classes, int channels, int size) {}
}
