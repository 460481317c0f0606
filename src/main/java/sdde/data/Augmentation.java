package sdde.data;

import sdde.config.UserError;

/** What is done to a training image before it is normalised. */
public enum Augmentation {
    NONE("none"),
    /**
     * The authors': mirrored left to right with probability ½ (digits as well), then a window of the image's own size out
     * of the image with 4 black pixels around it.
     */
    FLIP_CROP("flip-crop");

    private final String word;

    Augmentation(String word) {
        this.word = word;
    }

    /** As a user writes it. */
    public String word() {
        return word;
    }

    /** @throws UserError if there is no such augmentation */
    public static Augmentation of(String word) {
        for (Augmentation augmentation : values()) {
            if (augmentation.word.equals(word)) {
                return augmentation;
            }
        }
        throw new UserError("unknown augmentation '%s'; known: [none, flip-crop]".formatted(word));
    }
}
