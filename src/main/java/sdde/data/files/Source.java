package sdde.data.files;

import java.util.List;

/**
 * A dataset as its authors publish it.
 *
 * @param name as a user writes it
 * @param what size and classes, for people
 * @param licence what its authors say of use, for people; no legal advice
 * @param page where they describe it
 * @param forms file lists that each hold all of it; the first is the one that is fetched
 */
public record Source(String name, String what, String licence, String page, List<List<RemoteFile>> forms) {
    public Source {
        forms = forms.stream().map(List::copyOf).toList();
    }

    /** Inside the program: nothing to fetch. */
    public boolean isOnBoard() {
        return forms.isEmpty();
    }

    /** What {@code fetch} brings. */
    public List<RemoteFile> files() {
        return isOnBoard() ? List.of() : forms.get(0);
    }

    /** Bytes of {@link #files} as far as they are known. */
    public long bytes() {
        return files().stream()
                .filter(RemoteFile::sizeIsKnown)
                .mapToLong(RemoteFile::bytes)
                .sum();
    }
}
