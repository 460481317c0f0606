package sdde.data.dataset;

/** What an IDX file of unsigned bytes holds. */
final class IdxArray {
    private final String name;
    private final int[] extents;
    private final byte[] entries;
    private final String sha256;

    /**
     * @param name of the file, for messages
     * @param extents ≥ 1 each
     * @param entries as many as the product of the extents
     * @param sha256 of the uncompressed file, lower-case hex
     */
    IdxArray(String name, int[] extents, byte[] entries, String sha256) {
        this.name = name;
        this.extents = extents;
        this.entries = entries;
        this.sha256 = sha256;
    }

    String name() {
        return name;
    }

    /** Not a copy. */
    int[] extents() {
        return extents;
    }

    /** Not a copy. */
    byte[] entries() {
        return entries;
    }

    String sha256() {
        return sha256;
    }
}
