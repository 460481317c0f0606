package sdde.data.files;

/** Hears how a transfer goes on. */
public interface Progress {
    /** Bytes of a file that are there. @param total {@link RemoteFile#UNKNOWN} where nobody says */
    void at(String file, long bytes, long total);

    /** A word to the user: a new try, another address. */
    void note(String text);

    /** Hears nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void at(String file, long bytes, long total) {}

            @Override
            public void note(String text) {}
        };
    }
}
